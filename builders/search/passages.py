"""The passages of a source that are indexed, in order, each with its field."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from builders.citations.in_text import citable_texts
from builders.citations.in_text.plain_text import plain
from builders.model.cable import identifier
from builders.model.document import Block, EmendationKind, Role
from builders.model.publication import Entry

PAGE_BREAK = "pb"
CARD_ANCHOR = "card"


class Field(IntEnum):
    """The kind of a passage: its bit in the codes of terms, which the search's scripts know too."""

    TITLE = 0
    TEXT = 1
    NOTES = 2
    """Words of the editors."""
    CORRECTIONS = 3


class Passage(NamedTuple):
    """A passage of a page, as it is indexed and shown in a list of results."""

    field: Field
    anchor: str
    """Its address within the page; empty for the page itself."""
    label: str
    """Where it is, in words: `¶5`, `Note 3`."""
    text: str
    block: str = ""
    """The id of the document's block, by which mentions refer to it; empty for other passages."""


def passages(entry: Entry) -> Iterator[Passage]:
    """Every passage of a source that is indexed."""
    yield from _titles(entry)
    yield from _text(entry)
    yield from _notes(entry)
    for emendation in entry.document.emendations:
        words = any(map(str.isalnum, emendation.sic + emendation.corr))
        if emendation.kind is not EmendationKind.LAYOUT and words:
            text = f"{emendation.corr}] {emendation.sic}. {emendation.reason}"
            yield Passage(Field.CORRECTIONS, emendation.id, "Correction", _on_one_line(text))


def _titles(entry: Entry) -> Iterator[Passage]:
    titles = [entry.title, entry.document.header.title, entry.sidecar.title_zh or ""]
    for title in dict.fromkeys(filter(None, titles)):
        yield Passage(Field.TITLE, "", "Title", _on_one_line(title))
    original = entry.sidecar.original
    elsewhere = (original.archive_location, *(one.label for one in original.identified))
    numbers = dict.fromkeys((entry.id, identifier(entry.id), *entry.sidecar.former_ids, *elsewhere))
    for number in filter(None, numbers):
        yield Passage(Field.TITLE, "", "Number", number)


def _text(entry: Entry) -> Iterator[Passage]:
    """The text and the lines around it: nothing that was received is left out of the index."""
    for block in entry.document.blocks:
        if not block.text.text or block.type == PAGE_BREAK:
            continue
        text = _on_one_line(block.text.text)
        if block.role is Role.TEXT:
            yield Passage(Field.TEXT, block.id, _label(block), text, block.id)
        elif block.role is Role.HEADER:
            yield Passage(Field.TEXT, CARD_ANCHOR, "Header", text, block.id)
        else:
            yield Passage(Field.TEXT, "", "Carrier", text, block.id)


def _notes(entry: Entry) -> Iterator[Passage]:
    for text in citable_texts.of_a_source(entry):
        if text.fragment:
            label = (
                f"{text.part.capitalize()} {text.number}" if text.number else text.part.capitalize()
            )
            yield Passage(Field.NOTES, text.fragment, label, plain(text.markdown))
    if subjects := "; ".join(_on_one_line(one.term) for one in entry.sidecar.subjects):
        yield Passage(Field.NOTES, CARD_ANCHOR, "Subjects", subjects)


def _label(block: Block) -> str:
    if block.number:
        return f"¶{block.number}"
    return "Heading" if block.type == "head" else "Text"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
