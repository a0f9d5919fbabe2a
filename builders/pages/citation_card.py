"""How to cite a source: the original document, or this edition's page of it, in every style.

The page contains the references; rarely needed forms are in a file beside it (`exports.cite_json`).
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builders.citations.formats.file_formats import FORMATS
from builders.citations.styles.publication import edition_key, original_key
from builders.model.citation import Style
from builders.model.publication import Entry, Publication
from builders.pages import addresses


@dataclass(frozen=True, slots=True)
class Form:
    """The references to a source in one style."""

    style: str
    original: Markup
    edition: Markup


@dataclass(frozen=True, slots=True)
class CiteCard:
    """All that a reader needs to cite a source."""

    forms: tuple[Form, ...]
    files: dict[str, str]
    """From the name of a format to its file's URL."""


def cite_card(publication: Publication, entry: Entry) -> CiteCard:
    """The card of a source; only the files where no citations have been formatted."""
    uri = addresses.source(entry)
    found = publication.formatted
    original, edition = original_key(entry.slug), edition_key(entry.slug)
    forms = tuple(
        Form(
            style.label,
            Markup(found[original, style].reference.html_with_breaks),  # noqa: S704  # escaped when formatted
            Markup(found[edition, style].reference.html_with_breaks),  # noqa: S704  # the same
        )
        for style in Style
        if (original, style) in found and (edition, style) in found
    )
    return CiteCard(
        forms,
        {
            one.name: addresses.link(uri, addresses.citation_file(entry, one.ending))
            for one in FORMATS
        },
    )
