"""Works formatted in CSL styles by pandoc, for readers."""
