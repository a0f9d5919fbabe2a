"""How a site was made: what a person's page shows in place of `<!-- muniment: colophon -->`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builders import __version__
from builders.model.publication import Publication


def held(publication: Publication) -> Mapping[str, Any]:
    """What made the publication, and how much it holds.

    What its build took is not known yet: `builders.site.colophon` sets it in when the build has ended.
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
