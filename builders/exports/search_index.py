"""The files of the search index, below `search/`."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.page import Asset
from builders.model.publication import Publication
from builders.search.files import files


def assets(publication: Publication) -> Iterator[Asset]:
    """The files of the search index."""
    return files(publication)
