"""How publications look: tokens, fonts, and an article's own theme."""
