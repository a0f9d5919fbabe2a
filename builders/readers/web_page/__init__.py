"""Saved web pages: their tags, their metadata, their words in chunks, and the article in these."""
