"""The pages of the registers: a list for each register and a page for each entry."""
