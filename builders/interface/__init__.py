"""Translating the interface: templates, labels, dates, and links between the language versions."""
