"""Documents made into files: each folder here is a family of formats, and says of itself what it is. Families never meet."""
