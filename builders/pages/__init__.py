"""Pages: one module a kind of page. A module that defines `pages` adds one; nothing else is told.

Everything here is arrangement: what a page holds and under which names its template finds it.
Nothing is read, resolved or written, and no tag is written around a source's text but through
`builders.markup`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset, Page, ProsePage
from builders.model.publication import Publication
from builders.pages import prose as prose_pages
from builders.pages.head.heads import with_heads


def pages(publication: Publication, prose: Iterable[ProsePage] = ()) -> Iterator[Page]:
    """Every page of the publication, people's own first, each with what its head holds."""
    yield from with_heads(publication, _all_pages(publication, prose))


def _all_pages(publication: Publication, prose: Iterable[ProsePage]) -> Iterator[Page]:
    yield from prose_pages.from_prose(publication, prose)
    for module in _modules():
        if hasattr(module, "pages"):
            yield from module.pages(publication)


def assets(publication: Publication) -> Iterator[Asset]:
    """Every file that is made and is not a page: the downloads."""
    for module in _modules():
        if hasattr(module, "assets"):
            yield from module.assets(publication)


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.iter_modules(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found if not module.ispkg)
