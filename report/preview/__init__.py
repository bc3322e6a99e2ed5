"""Editions in the browser while they are written: every save is followed, and what is wrong stands beside the text."""
