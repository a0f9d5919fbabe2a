"""The full-text index of a site: static files that scripts in the browser search, without a server.

    entry -> document (what one source adds) -> segment (128 sources) -> index (all lists) -> files

What a source adds depends on its entry alone. Segments are cached under a digest of their inputs, so
that an edit makes only one of them again; merging all of them is quick. Each term has a list of the
parts of documents that contain it, stored as gaps. Pairs of neighbouring words, known by a hash, have
such lists too, so that few texts are read to find a phrase of frequent words. The words around a hit
are taken from the text of the part.
"""
