"""The choice of a reader by the content of a text, never by the name of its file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import builders.readers
from builders.readers.front_matter import below_front_matter
from builders.readers.reader import Reader

FALLBACK = "text"
"""The kind of a text that no other reader recognises."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every `READER` defined in a module or package beside this one, sorted by kind."""
    found = []
    for module in pkgutil.iter_modules(builders.readers.__path__, f"{builders.readers.__name__}."):
        reader = getattr(import_module(module.name), "READER", None)
        if isinstance(reader, Reader):
            found.append(below_front_matter(reader))
    return tuple(sorted(found, key=lambda reader: reader.kind))


def reader_named(kind: str) -> Reader:
    """The reader of a kind.

    Raises:
        KeyError: no reader has that kind; the message lists the kinds that exist.
    """
    for reader in readers():
        if reader.kind == kind:
            return reader
    known = ", ".join(reader.kind for reader in readers())
    raise KeyError(f"no reader is named {kind!r}; there are {known}")


def choose(text: str) -> Reader:
    """The reader that is most confident of the text; the one for plain text where none is."""
    fallback = reader_named(FALLBACK)
    surest, best = fallback, fallback.recognize(text)
    for reader in readers():
        if reader.surest <= best:
            continue
        sure = reader.recognize(text)
        if sure > best:
            surest, best = reader, sure
    return surest
