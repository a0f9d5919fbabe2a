"""Readers: one package for each kind of source, with the modules that several kinds share.

Any package or module here that defines `READER` adds a kind; it need not be registered elsewhere.
See `builders.readers.detect` for how a reader is chosen.
"""
