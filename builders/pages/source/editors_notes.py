"""The editors' notes on a source's page: their numbers in the text, and their words.

A note has the address `#note-<id>`, its number in the text has `#n3`. The passage that a note is on
carries the number too (`data-n`), so that a script can highlight both together.
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
"""What a note does, as shown at its end."""
CLOSING_RE = re.compile(r"[\"”)\]]?[,.;:!?]?[\"”)\]]?(?=\s|\Z)")
"""Closing punctuation after a word: `",`."""
EDITORS = "editors"
END = "</p>"


@dataclass(frozen=True, slots=True)
class Note:
    """One note, ready for a template."""

    placed: PlacedNote
    html: Markup
    in_text: bool
    """Whether its passage is in the text; if not, it is in the header or in page furniture."""

    @property
    def number(self) -> str:
        """The note's number."""
        return str(self.placed.number)

    @property
    def id(self) -> str:
        """The note's id on the page."""
        return self.placed.address

    @property
    def anchor(self) -> str:
        """The id of its number in the text."""
        return f"n{self.placed.number}"

    @property
    def block(self) -> str:
        """Address of the block that its passage is in."""
        return self.placed.block

    @property
    def position(self) -> int:
        """The offset in the source of its number: the end of its passage."""
        return self.placed.span.end


def notes(entry: Entry, html: Callable[[str], Markup]) -> tuple[Note, ...]:
    """The notes on a source, in its order; `html` turns the editors' Markdown into HTML."""
    blocks = {block.id: block for block in entry.document.blocks}
    return tuple(
        Note(placed, _html(placed, html), blocks[placed.block].role is Role.TEXT)
        for placed in entry.annotations.notes
    )


def is_on_number(note: Note, block: Block) -> bool:
    """Whether a note is on the paragraph's number, not on its words."""
    return block.label is not None and block.label.contains(note.placed.span)


def passage(note: Note) -> Mark:
    """The mark on the words that a note is about."""
    return Mark(note.placed.span, "span", {"class": "mu-of", "data-n": note.number})


def number(note: Note, text: AlignedText) -> Insertion:
    """The number of a note, inserted after the words that it is about."""
    attributes = {
        "class": "mu-nr",
        "id": note.anchor,
        "href": f"#{note.id}",
        "aria-label": f"Editors’ note {note.number}",
    }
    at = after_closing(text, note.position)
    return Insertion(note.position, "a", note.number, attributes, at)


def after_closing(text: AlignedText, position: int) -> int:
    """The offset in the reading text for the number of a note whose passage ends at `position`.

    The number goes after any punctuation that closes the passage: quotation marks, stops.

    Args:
        text: The text of the block.
        position: The end of the passage, as an offset in the source.
    """
    at = text.reading_offset(position)
    closing = CLOSING_RE.match(text.text, at)
    return closing.end() if closing else at


def _html(placed: PlacedNote, html: Callable[[str], Markup]) -> Markup:
    """The words of a note and, set apart at the end, what sort of note it is and by whom."""
    words = str(html(placed.note.note))
    remarks = [_remark(KINDS[placed.note.kind])]
    if placed.note.inference:
        remarks.append(_remark("the editors’ judgement", "mu-how mu-judged"))
    if placed.note.resp != EDITORS:
        remarks.append(_remark(placed.note.resp))
    if words.endswith(END):
        # With a space that does not break, so that the first remark is not alone on a line.
        words = f"{words.removesuffix(END)}\N{NO-BREAK SPACE}{' '.join(remarks)}{END}"
    else:
        words = f"{words}<p>{' '.join(remarks)}</p>"
    return Markup(words)  # noqa: S704  # as it came


def _remark(words: str, css: str = "mu-how") -> str:
    return f'<span class="{css}">{escaped(words)}</span>'
