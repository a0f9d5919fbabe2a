"""The bibliography, the page of each work in it, and where the editors cite it."""
