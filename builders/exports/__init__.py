"""Exports: one module a format. A module that defines `assets` adds one; nothing else is told.

Formats of one thing, and the parts of a large one, are a package; a module in it counts as well.

A module that makes a file for each source defines `units`, each of which is made by itself; another
one says with `HOLDS = ()` that nothing in its file is what the editors say in words.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset, Unit, made
from builders.model.publication import Publication
from builders.pages import redirects


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """All files that programs read, also where they were under a former id."""
    every = list(_units(publication))
    yield from every
    yield from redirects.led(publication, every)


def _units(publication: Publication) -> Iterator[Unit[Asset]]:
    for module in _modules():
        if hasattr(module, "units"):
            yield from module.units(publication)
        elif hasattr(module, "assets"):
            holds = getattr(module, "HOLDS", None)
            yield Unit(module.__name__, partial(module.assets, publication), holds)


def assets(publication: Publication) -> Iterator[Asset]:
    """The same, one after the other."""
    return made(units(publication))


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
