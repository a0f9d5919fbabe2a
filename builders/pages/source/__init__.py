"""The page of a source: its text for reading, the lines as received, the apparatus, connections."""
