"""The files that searching reads, below `search/`."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.page import Asset
from builders.model.publication import Publication
from builders.search.files import files


def assets(publication: Publication) -> Iterator[Asset]:
    """Every file of the index."""
    return files(publication)
