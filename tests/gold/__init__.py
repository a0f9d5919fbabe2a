"""Gold annotations, made by careful reading of the five sources, and how far builders agree."""
