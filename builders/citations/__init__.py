"""Citations: found in what editors write, formatted for readers, exported for programs."""
