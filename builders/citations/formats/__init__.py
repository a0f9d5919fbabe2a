"""Works in the formats of programs: one module for each format, and what several of them share."""
