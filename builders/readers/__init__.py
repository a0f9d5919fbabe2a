"""Readers: one package a kind of source, and beside them what several kinds share.

A package, or a module where one is enough, that defines `READER` adds a kind; nothing else is told.
See `builders.readers.detect` for how one is chosen.
"""
