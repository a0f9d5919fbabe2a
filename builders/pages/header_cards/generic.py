"""The header card for any kind of header: who, when, and every other field with a plain value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from builders import dates
from builders.agents import shown
from builders.meanings.glossary import explain
from builders.model.document import Header
from builders.model.publication import Entry
from builders.model.untranslated import Untranslated
from builders.pages.header_cards.fact import Card, Fact, Links, Value, with_values

SHOWN_ELSEWHERE = frozenset({"title", "date", "originator"})


@singledispatch
def card(header: Header, entry: Entry, links: Links) -> Card:
    """The card of a header that has no module of its own."""
    rest = (
        Fact(
            name.replace("_", " ").capitalize(),
            (Value(Untranslated(value)),),
            explain("field", name),
            parts=(name,),
        )
        for name, value in header.as_json().items()
        if name not in SHOWN_ELSEWHERE and isinstance(value, (str, int)) and value != ""
    )
    return Card(
        with_values(
            originator(entry, links, "From", "publication"),
            date(entry, "Date"),
            *rest,
            *from_the_editors(entry, links),
        ),
        entry.id,
    )


def from_the_editors(entry: Entry, links: Links) -> Iterator[Fact]:
    """Author, recipient and place of sending, which editors may know though the text has no such fields."""
    original = entry.sidecar.original
    for label, name, agents in (
        ("Author", "author", original.author),
        ("Recipient", "recipient", original.recipient),
    ):
        if agents:
            named = tuple(
                Value(Untranslated(shown(one)), href=links.agents.get(one, "")) for one in agents
            )
            yield Fact(label, named, explain("field", name))
    if original.sent_from:
        place = Value(Untranslated(original.sent_from), href=links.sent_from)
        yield Fact("Sent from", (place,), explain("field", "sent_from"))


def originator(
    entry: Entry, links: Links, label: str, field: str, parts: tuple[str, ...] = ()
) -> Fact | None:
    """Who wrote or published the source, with a link to all their sources."""
    name = entry.document.header.originator
    if not name:
        return None
    return Fact(
        label,
        (Value(Untranslated(name), href=links.originator),),
        explain("field", field),
        parts=parts,
    )


def date(entry: Entry, label: str, parts: tuple[str, ...] = ()) -> Fact | None:
    """The date of the source in words; None if none is known and the editors say nothing."""
    if entry.sidecar.is_undated:
        return Fact(label, (Value(dates.undated()),), explain("field", "date"), parts=parts)
    if not entry.date:
        return None
    value = Value(dates.display(entry.date), datetime=dates.html_datetime(entry.date))
    if entry.sidecar.date and entry.sidecar.date != entry.document.header.date:
        value = Value(value.text, note="dated by the editors", datetime=value.datetime)
    return Fact(label, (value,), explain("field", "date"), parts=parts)
