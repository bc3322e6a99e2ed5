"""All that comes from strangers, read with suspicion: files, archives, style sheets, images."""
