"""The header card of a cable: each part of its header, as printed where the words are codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builders import dates
from builders.meanings.glossary import Explanation, explain, explain_tag
from builders.model.cable import Addressee, CableHeader, Reference, ReferenceKind, identifier
from builders.model.publication import Entry
from builders.model.untranslated import Untranslated
from builders.pages.header_cards import generic
from builders.pages.header_cards.fact import (
    Card,
    Fact,
    Layout,
    Links,
    Table,
    Value,
    given_value,
    text_value,
    with_values,
)
from builders.pages.header_cards.generic import date

LETTERS = {"FLASH": "Z", "IMMEDIATE": "O", "PRIORITY": "P", "ROUTINE": "R"}
"""The precedence prosigns that are printed before a date-time group."""


@generic.card.register
def card(header: CableHeader, entry: Entry, links: Links) -> Card:
    """The header of the cable, and its signature."""
    return Card(
        with_values(
            _from(header, links),
            _date(header, entry),
            _addressees("To", header.to),
            _classification(header),
            Fact(
                "TAGS",
                tuple(_tag(code, links) for code in entry.tags),
                explain("field", "tags"),
                layout=Layout.CODES,
                parts=("tags",),
            ),
            Fact("Signed", given_value(header.signature), explain("field", "signature")),
            *(replace(fact, minor=True) for fact in _minor(header, links)),
        ),
        identifier(entry.id),
        tables=_routes(header),
    )


def _minor(header: CableHeader, links: Links) -> Iterator[Fact]:
    """The facts that served communicators and archivists rather than readers."""
    yield _addressees("Info", header.info)
    for label, name, values in (
        ("Attention", "attention", _plain(header.attention)),
        ("Handling", "handling", _plain(header.handling)),
        ("References", "refs", tuple(_reference(ref, links) for ref in header.refs)),
        ("E.O. line", "executive_order", _order(header)),
    ):
        yield Fact(label, values, explain("field", name), parts=(name,))
    sections = text_value(str(header.sections) if header.sections else None)
    yield Fact("Sections", sections, explain("field", "sections"))
    name = "transmission_id"
    yield Fact("Transmission", _transmission(header), explain("field", name), parts=(name,))


def _from(header: CableHeader, links: Links) -> Fact | None:
    name = header.origin or header.from_
    if not name:
        return None
    printed = header.from_ if header.from_ and header.from_ != name else ""
    values = [Value(Untranslated(name), href=links.originator)]
    if printed:
        values.append(Value(printed, explain("addressee", "name"), code=True))
    return Fact("From", tuple(values), explain("field", "from"), parts=("from",))


def _date(header: CableHeader, entry: Entry) -> Fact | None:
    fact = date(entry, "Date")
    if fact is None or not header.date_time_group:
        return fact
    values = list(fact.values)
    time = (header.datetime_utc or "").partition("T")[2].removesuffix("Z")
    if time and values[0].datetime == header.date:
        values[0] = Value(f"{values[0].text}, {time} UTC", datetime=header.datetime_utc or "")
    group = Value(header.date_time_group, _explained_group(header, time), code=True)
    letters = [
        Value(LETTERS[word], explain("precedence", word), code=True)
        for word in map(str.upper, header.precedence)
        if word in LETTERS
    ]
    for value in (*letters, group):
        values.append(replace(value, beside=len(values) > 1))
    parts = ("date_time_group", "date_line", "precedence_line")
    return Fact("Date", tuple(values), fact.explanation, parts=parts)


def _explained_group(header: CableHeader, time: str) -> Explanation | None:
    """What this date-time group says, followed by what date-time groups are."""
    general = explain("field", "date_time_group")
    if general is None or not (header.date and time):
        return general
    says = f"Here {dates.display(header.date)}, {time} UTC."
    return Explanation(general.label, f"{says} {general.text}")


def _addressees(label: str, addressees: tuple[Addressee, ...]) -> Fact:
    """The addressees, each with the precedence of its own line.

    Only action addressees, who are few, get an explanation of such names.
    """
    field = label.lower()
    explanation = explain("addressee", "name") if field == "to" else None
    values = tuple(
        Value(
            Untranslated(addressee.name),
            explanation,
            note=" ".join(
                filter(
                    None,
                    (
                        (addressee.precedence or "").capitalize(),
                        f"without {', '.join(addressee.excluded)}" if addressee.excluded else "",
                    ),
                )
            ),
        )
        for addressee in addressees
    )
    return Fact(label, values, explain("field", field), layout=Layout.RUN, parts=(field,))


def _classification(header: CableHeader) -> Fact:
    values = []
    if header.classification:
        first = header.classification.partition("//")[0]
        explanation = explain("classification", header.classification, first)
        values.append(Value(header.classification, explanation))
    values.extend(
        Value(caption, explain("caption", caption)) for caption in dict.fromkeys(header.captions)
    )
    return Fact(
        "Marked",
        tuple(values),
        explain("field", "classification"),
        layout=Layout.CODES,
        parts=("classification_line", "captions", "banner"),
    )


def _tag(code: str, links: Links) -> Value:
    return Value(code, explain_tag(code), href=links.tags.get(code, ""), code=True)


def _plain(values: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(Value(Untranslated(text)) for text in values)


def _reference(reference: Reference, links: Links) -> Value:
    letter = f"{reference.letter}. " if reference.letter else ""
    text = Untranslated(f"{letter}{reference.text}")
    if reference.kind is not ReferenceKind.CABLE or reference.id is None:
        return Value(text)
    link = links.references.get(reference.id)
    if link and link.target and link.target in links.sources:
        return Value(text, href=links.sources[link.target])
    return Value(text, href=links.absent.get(reference.id, ""), note="not in this publication")


def _transmission(header: CableHeader) -> tuple[Value, ...]:
    return (Value(header.transmission_id, code=True),) if header.transmission_id else ()


def _order(header: CableHeader) -> tuple[Value, ...]:
    if not header.executive_order:
        return ()
    line = Value(header.executive_order, code=True)
    if not header.declassify_on:
        return (line,)
    words = f"declassify on {dates.display(header.declassify_on)}"
    return (line, Value(words, datetime=dates.html_datetime(header.declassify_on)))


def _routes(header: CableHeader) -> tuple[Table, ...]:
    """The addressees line by line with their routing, which communicators needed."""
    rows = tuple(
        (kind, addressee.route or "", addressee.name, addressee.mcn or "")
        for kind, addressees in (("TO", header.to), ("INFO", header.info))
        for addressee in addressees
    )
    if not any(route or number for _, route, _, number in rows):
        return ()
    columns = (
        Value("Line"),
        Value("Route", explain("addressee", "route")),
        Value("Addressee", explain("addressee", "name")),
        Value("Number", explain("addressee", "mcn")),
    )
    return (Table("Addressees with routing indicators", columns, rows),)
