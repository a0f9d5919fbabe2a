"""Citations: read from what editors write, formatted for readers, written out for programs."""
