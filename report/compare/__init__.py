"""Two states of an article, or two files, held against each other."""
