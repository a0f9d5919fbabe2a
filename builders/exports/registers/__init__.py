"""The registers as files below `data/`: one module per format, over the same records."""
