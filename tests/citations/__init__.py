"""Citations: read, formatted, written out, read back."""
