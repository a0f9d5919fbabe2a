"""The index that readers search: static files that scripts read, made without a search engine.

    entry -> document (what one source adds) -> segment (128 sources) -> index (all lists) -> files

What a source adds depends on its entry alone. A segment is kept in the cache by a digest of what it
is made from, so that an edit makes one of them again; merging them all is quick. Terms lead to the
parts of documents in lists of gaps; pairs of neighbouring words lead to them by hash, so that a
phrase of frequent words reads few texts; the words around a hit come from each part's own text.
"""
