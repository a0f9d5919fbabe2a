"""The timeline: its own page, and the drawings and lists of which other pages show parts."""
