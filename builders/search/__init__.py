"""The index that readers search: made in one pass, served as static files, read by scripts alone.

    entry -> document (what one source holds) -> index (all of them, term by term) -> files

A document's part is a function of one entry and the registers' names, so that it can be kept by
content and made in workers; the rest is one pass over what it gives. Terms lead to documents in
lists of gaps; pairs of neighbouring words lead to documents by hash, so that a phrase of frequent
words reads few texts; the words around a hit come from each document's own text.
"""
