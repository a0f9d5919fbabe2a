"""Exports for programs: one module per format, found by the functions that it defines.

Several formats of the same data, or the parts of a large format, form a package, whose modules are
found as well.

A module that makes a file for each source defines `units`, each of which is made on its own. A
module that makes few files defines `assets`; with `DISPLAYS` it declares which of the editors' words
are in them (see `builders.model.page.Unit`).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset, Unit, make_all
from builders.model.publication import Publication
from builders.pages import redirects


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The units of all exports, and copies of their files at the addresses of former ids."""
    every = list(_units(publication))
    yield from every
    yield from redirects.redirect_units(publication, every)


def _units(publication: Publication) -> Iterator[Unit[Asset]]:
    for module in _modules():
        if hasattr(module, "units"):
            yield from module.units(publication)
        elif hasattr(module, "assets"):
            displays = getattr(module, "DISPLAYS", None)
            yield Unit(module.__name__, partial(module.assets, publication), displays)


def assets(publication: Publication) -> Iterator[Asset]:
    """The files of all exports, one after another."""
    return make_all(units(publication))


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
