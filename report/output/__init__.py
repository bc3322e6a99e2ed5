"""A folder for each family of formats; each has `render(document, ...) -> bytes`. Families never import each other."""
