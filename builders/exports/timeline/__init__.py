"""The timeline as files below `timeline/`: one module per format, over the same records."""
