"""Exports: one module a format. A module that defines `assets` adds one; nothing else is told."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from builders.model.page import Asset
from builders.model.publication import Publication


def assets(publication: Publication) -> Iterator[Asset]:
    """Every file that programs read."""
    for module in _modules():
        if hasattr(module, "assets"):
            yield from module.assets(publication)


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.iter_modules(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
