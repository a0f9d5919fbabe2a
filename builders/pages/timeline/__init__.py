"""The timeline: its page, and its pictures and lists, of which other pages show parts."""
