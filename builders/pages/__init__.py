"""Pages: one module a kind of page. A module that defines `pages` adds one; nothing else is told.

The parts of a large page are a package with it, or without it where several pages share them.

A module with very many pages defines `units`, each of which is made by itself; another one says
with `HOLDS = ()` that nothing in its pages is what the editors say in words. What is a file and
no page (a download) is an asset: `assets`, which hold none of these words, or the unit of the page
that it belongs to.

Everything here is arrangement: what a page holds and under which names its template finds it.
Nothing is read, resolved or written, and no tag is written around a source's text but through
`builders.markup`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Iterator
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset, Page, Unit, made
from builders.model.publication import Publication
from builders.pages import addresses, redirects
from builders.pages import prose as prose_pages
from builders.pages.head.heads import Heads
from builders.pages.source import page as source_page


def units(publication: Publication) -> Iterator[Unit[Page | Asset]]:
    """All that the pages' modules make, people's own pages first, and what leads to it."""
    heads = Heads(publication)
    every = list(_units(publication))
    for unit in every:
        yield unit.through(partial(_with_heads, heads))
    yield from redirects.led(publication, every)


def pages(publication: Publication) -> Iterator[Page]:
    """Every page of the publication, people's own first, each with what its head holds."""
    return (one for one in made(units(publication)) if isinstance(one, Page))


def of_sources(publication: Publication, ids: Collection[str]) -> Iterator[Page]:
    """The pages of some sources, before all others are made."""
    heads = Heads(publication)
    wanted = {addresses.source(publication.by_id[one]) for one in ids}
    return (
        heads.put_into(page)
        for page in made(unit for unit in source_page.units(publication) if unit.name in wanted)
    )


def assets(publication: Publication) -> Iterator[Asset]:
    """Every file that is made with the pages and is none: the downloads."""
    return (one for one in made(_units(publication)) if isinstance(one, Asset))


def _with_heads(heads: Heads, unit: Unit[Page | Asset]) -> Iterator[Page | Asset]:
    for one in unit.make():
        yield heads.put_into(one) if isinstance(one, Page) else one


def _units(publication: Publication) -> Iterator[Unit[Page | Asset]]:
    yield Unit(prose_pages.__name__, partial(prose_pages.from_prose, publication))
    for module in _modules():
        if hasattr(module, "units"):
            yield from module.units(publication)
        elif hasattr(module, "pages"):
            holds = getattr(module, "HOLDS", None)
            yield Unit(f"{module.__name__}.pages", partial(module.pages, publication), holds)
        if hasattr(module, "assets"):
            yield Unit(f"{module.__name__}.assets", partial(module.assets, publication), ())


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
