"""Citations in what editors write: found, checked, and set into pages."""
