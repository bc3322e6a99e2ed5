"""What a PDF has beside its pages: page labels, attachments, destinations, and what it says of itself."""
