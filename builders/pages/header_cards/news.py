"""The header card of a news article."""

from __future__ import annotations

from builders import dates
from builders.meanings.glossary import explain
from builders.model.news import NewsHeader
from builders.model.publication import Entry
from builders.pages.header_cards import generic
from builders.pages.header_cards.fact import Card, Fact, Links, Value, given_value, with_values
from builders.pages.header_cards.generic import date, originator


@generic.card.register
def card(header: NewsHeader, entry: Entry, links: Links) -> Card:
    """The publication, byline, dates and page."""
    return Card(
        with_values(
            originator(entry, links, "Published in", "publication", ("citation", "source")),
            date(entry, "Date"),
            Fact("By", given_value(header.byline), explain("field", "byline"), parts=("byline",)),
            Fact("Agency", given_value(header.agency), explain("field", "agency")),
            Fact("Page", given_value(header.page), explain("field", "page")),
            Fact("Updated", _updated(header), explain("field", "updated"), parts=("updated",)),
            Fact(
                "Dateline",
                given_value(header.dateline),
                explain("field", "dateline"),
                parts=("dateline",),
            ),
        ),
        entry.id,
    )


def _updated(header: NewsHeader) -> tuple[Value, ...]:
    if not header.updated:
        return ()
    day, _, time = header.updated.partition("T")
    day_in_words = dates.display(day)
    return (Value(f"{day_in_words}, {time}" if time else day_in_words, datetime=header.updated),)
