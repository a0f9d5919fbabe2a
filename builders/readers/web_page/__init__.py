"""Saved pages of the web: their tags, what they say of themselves, and where on them the article is."""
