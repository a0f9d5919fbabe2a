"""The pages of the registers: the list of each, and a page for each entry."""
