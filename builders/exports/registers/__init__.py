"""The registers as files below `data/`: one module a format, over the same records."""
