"""Citations in what editors write: parsed, checked, and replaced by HTML."""
