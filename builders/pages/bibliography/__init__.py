"""The bibliography, the cards of its works, and the passages in which the editors cite them."""
