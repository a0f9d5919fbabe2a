"""The editors' notes on a source's page: their numbers in the text, and what they say.

Their address is `#note-<id>`, their number in the text `#n3`, and the passage that a note is about
carries its number too, so that the one can be shown where the other is pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.markup import Insertion, Mark, escaped
from builders.model.annotation import PlacedNote
from builders.model.document import Block, Role
from builders.model.publication import Entry
from builders.model.sidecar import NoteKind

KINDS = {
    NoteKind.EXPLAINS: "explains",
    NoteKind.IDENTIFIES: "identifies",
    NoteKind.QUALIFIES: "qualifies",
    NoteKind.QUESTIONS: "leaves open",
    NoteKind.TEXTUAL: "on the text",
}
"""What a note does, as its last words."""
CLOSING_RE = re.compile(r"[\"”)\]]?[,.;:!?]?[\"”)\]]?(?=\s|\Z)")
"""`",`"""
EDITORS = "editors"
END = "</p>"


@dataclass(frozen=True, slots=True)
class Note:
    """One note, ready for a template."""

    placed: PlacedNote
    html: Markup
    in_text: bool
    """Whether its passage is read; else it lies in the header or in what was set aside."""

    @property
    def number(self) -> str:
        """Its number."""
        return str(self.placed.number)

    @property
    def id(self) -> str:
        """Its address."""
        return self.placed.address

    @property
    def anchor(self) -> str:
        """The address of its number."""
        return f"n{self.placed.number}"

    @property
    def block(self) -> str:
        """Address of the block it is on."""
        return self.placed.block

    @property
    def position(self) -> int:
        """Where in the source its number stands."""
        return self.placed.span.end


def notes(entry: Entry, html: Callable[[str], Markup]) -> tuple[Note, ...]:
    """The notes on a source in its order; `html` turns what the editors wrote into HTML."""
    blocks = {block.id: block for block in entry.document.blocks}
    return tuple(
        Note(placed, _html(placed, html), blocks[placed.block].role is Role.TEXT)
        for placed in entry.annotations.notes
    )


def on_the_number(note: Note, block: Block) -> bool:
    """Whether a note is about the paragraph's number and not about its words."""
    return block.label is not None and block.label.contains(note.placed.span)


def passage(note: Note) -> Mark:
    """The words that a note is about."""
    return Mark(note.placed.span, "span", {"class": "mu-of", "data-n": note.number})


def number(note: Note, text: AlignedText) -> Insertion:
    """The number behind those words."""
    attributes = {
        "class": "mu-nr",
        "id": note.anchor,
        "href": f"#{note.id}",
        "aria-label": f"Editors’ note {note.number}",
    }
    at = behind(text, note.position)
    return Insertion(note.position, "a", note.number, attributes, at)


def behind(text: AlignedText, position: int) -> int:
    """Where in the text as read a note stands whose passage ends at the place in the source.

    That is behind what closes the passage, too: marks of a quotation, stops.
    """
    at = text.reading_offset(position)
    closing = CLOSING_RE.match(text.text, at)
    return closing.end() if closing else at


def _html(placed: PlacedNote, html: Callable[[str], Markup]) -> Markup:
    """What the note says; quietly at its end what sort of note it is, and on whose judgement."""
    said = str(html(placed.note.note))
    how = _how(KINDS[placed.note.kind])
    if placed.note.inference:
        how += _how("the editors’ judgement", "mu-how mu-judged")
    if placed.note.resp != EDITORS:
        how += _how(placed.note.resp)
    if said.endswith(END):
        return Markup(f"{said.removesuffix(END)}{how}{END}")  # noqa: S704  # as it came
    return Markup(f"{said}<p>{how}</p>")  # noqa: S704  # as it came


def _how(words: str, css: str = "mu-how") -> str:
    return f' <span class="{css}">{escaped(words)}</span>'
