"""Readers: one module a kind of source. See `builders.readers.detect` for how one is chosen."""
