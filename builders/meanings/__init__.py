"""What terms of a header, columns of data and codes of problems mean, from `builders/data/`."""
