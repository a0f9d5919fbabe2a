"""Pages: one module per kind of page. A module that defines `pages` or `units` is found by itself.

A large page is a package with its parts; parts that several pages share are a package of their own.

A module with very many pages defines `units`, each of which is made independently. A module that
defines `pages` may set `DISPLAYS = ()` to declare that its pages contain none of the editors' words.
A file that is not a page (a download) is an asset: it comes from the module's `assets`, which
contain none of those words, or from the unit of the page that it belongs to.

Everything here is arrangement: what a page contains and under which names its template finds it.
Nothing is read, resolved or written, and tags are put around a source's text only by
`builders.markup`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Iterator
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset, Page, Unit, make_all
from builders.model.publication import Publication
from builders.pages import prose as prose_pages
from builders.pages import redirects
from builders.pages.head.heads import Heads
from builders.pages.source import page as source_page


def units(publication: Publication) -> Iterator[Unit[Page | Asset]]:
    """The units of every page module, hand-written pages first, then redirects from former ids."""
    heads = Heads(publication)
    every = list(_units(publication))
    for unit in every:
        yield unit.through(partial(_with_heads, heads))
    yield from redirects.redirect_units(publication, every)


def pages(publication: Publication) -> Iterator[Page]:
    """Every page of the publication, hand-written ones first, each with its head elements."""
    return (one for one in make_all(units(publication)) if isinstance(one, Page))


def source_pages(publication: Publication, ids: Collection[str]) -> Iterator[Page]:
    """The pages of the sources with these ids, made without making any others."""
    heads = Heads(publication)
    return map(heads.with_head, source_page.pages_of(publication, ids))


def assets(publication: Publication) -> Iterator[Asset]:
    """Every file made by the page modules that is not itself a page: the downloads."""
    return (one for one in make_all(_units(publication)) if isinstance(one, Asset))


def _with_heads(heads: Heads, unit: Unit[Page | Asset]) -> Iterator[Page | Asset]:
    for one in unit.make():
        yield heads.with_head(one) if isinstance(one, Page) else one


def _units(publication: Publication) -> Iterator[Unit[Page | Asset]]:
    yield Unit(prose_pages.__name__, partial(prose_pages.from_prose, publication))
    for module in _modules():
        if hasattr(module, "units"):
            yield from module.units(publication)
        elif hasattr(module, "pages"):
            displays = getattr(module, "DISPLAYS", None)
            yield Unit(f"{module.__name__}.pages", partial(module.pages, publication), displays)
        if hasattr(module, "assets"):
            yield Unit(f"{module.__name__}.assets", partial(module.assets, publication), ())


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
