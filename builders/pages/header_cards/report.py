"""The header card of a report or newsletter."""

from __future__ import annotations

from builders.meanings.glossary import explain
from builders.model.publication import Entry
from builders.model.report import ReportHeader
from builders.model.untranslated import Untranslated
from builders.pages.header_cards import generic
from builders.pages.header_cards.fact import Card, Fact, Links, Value, given_value, with_values
from builders.pages.header_cards.generic import date, originator
from builders.readers.languages import language_of


@generic.card.register
def card(header: ReportHeader, entry: Entry, links: Links) -> Card:
    """The publisher, series, issue and contact."""
    original = header.title_original or ""
    return Card(
        with_values(
            originator(entry, links, "Publisher", "publisher"),
            date(entry, "Date"),
            Fact("Series", given_value(header.series), explain("field", "series")),
            Fact("Issue", given_value(header.issue), explain("field", "issue"), parts=("issue",)),
            Fact(
                "Contact",
                tuple(Value(Untranslated(line)) for line in header.contact),
                explain("field", "contact"),
            ),
        ),
        entry.id,
        subtitle=header.subtitle or original,
        subtitle_language=language_of(original) if original and not header.subtitle else None,
    )
