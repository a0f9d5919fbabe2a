"""How the site was made: what a hand-written page shows for `<!-- muniment: colophon -->`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builders import __version__
from builders.model.publication import Publication


def colophon_insertion(publication: Publication) -> Mapping[str, Any]:
    """The version of the program, and how many sources, notes and entries the publication has.

    What the build cost is not known yet; `builders.site.colophon` inserts it when the build ends.
    """
    annotations = [entry.annotations for entry in publication.entries]
    return {
        "version": __version__,
        "sources": len(publication.entries),
        "notes": sum(len(one.notes) for one in annotations),
        "mentions": sum(len(one.mentions) for one in annotations),
        "entries": sum(1 for _ in publication.registers.entities()),
        "works": len(publication.bibliography.works),
        "events": len(publication.events),
    }
