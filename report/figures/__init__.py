"""The pictures of a document: charts that are drawn, and images that are taken as they are."""
