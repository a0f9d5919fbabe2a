"""What careful reading found in the five sources, and how far the builders agree with it."""
