"""Frozen records: what an article is made of, and what a document is made of. Nothing here reads or writes."""
