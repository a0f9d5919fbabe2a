"""Collections that are sites of their own: which source is in which, and where each file stands."""
