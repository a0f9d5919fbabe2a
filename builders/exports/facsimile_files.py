"""The facsimiles of each source, byte for byte, beside its page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builders.model.facsimile import Facsimile
from builders.model.page import Asset, Unit
from builders.model.publication import Publication
from builders.pages import addresses


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """A unit for each facsimile, so that only one at a time is in memory."""
    for entry in publication.entries:
        for one in entry.facsimiles:
            uri = addresses.facsimile(entry, one.name)
            yield Unit(uri, partial(_files, uri, one), ())


def _files(uri: str, one: Facsimile) -> Iterator[Asset]:
    yield Asset(uri, one.file.read_bytes())
