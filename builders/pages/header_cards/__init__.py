"""The header card of a source: one module per kind of header, registered with `generic.card`.

What a catalogue says of the original (`catalogue`) is the same for all kinds.
"""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module

from builders.model.publication import Entry
from builders.pages.header_cards import catalogue, generic
from builders.pages.header_cards.fact import Card, Links


def card(entry: Entry, links: Links) -> Card:
    """The header card of a source."""
    _register()
    made = generic.card(entry.document.header, entry, links)
    return replace(made, facts=(*made.facts, *catalogue.facts(entry, links)))


@cache
def _register() -> None:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)


__all__ = ["Card", "Links", "card"]
