"""The timeline as files below `timeline/`: one module a format, over the same records."""
