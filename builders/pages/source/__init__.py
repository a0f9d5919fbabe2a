"""The page of a source: what is read, what was received, the apparatus, and what it leads to."""
