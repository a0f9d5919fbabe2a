"""The apparatus: each emendation with its letter, what is read, what was received, and why."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup

from builders import markup
from builders.markup import Insertion
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.given import Given
from builders.model.owners import Owners
from builders.spans import Span

BY_RULE = "rule"

KINDS = {
    EmendationKind.OCR: "Misread by a machine",
    EmendationKind.TYPOGRAPHY: "Typography",
    EmendationKind.SIC: "The author’s slip",
    EmendationKind.LAYOUT: "Layout",
}

TEXT = "Text"
"""What to call the place of a passage that has no number of its own."""
_LONGEST_LEMMA = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the apparatus, ready for a template."""

    emendation: Emendation
    letter: str
    """Its letter in the text; none for layout, which would only disturb the reader."""
    block: str
    """Address of the block it stands in, or nothing where it stands in the header."""
    place: str
    """What to call that place: `¶5`, `Header`."""
    sic: Markup
    corr: Markup

    @property
    def id(self) -> str:
        """Its address."""
        return self.emendation.id

    @property
    def reason(self) -> str:
        """Why, at length: in a rule's words or in the editor's own."""
        rule, _, _ = self.emendation.resp.partition(":")
        return self.emendation.reason if rule == BY_RULE else Given(self.emendation.reason)

    @property
    def anchor(self) -> str:
        """Where its letter stands, or failing that its paragraph."""
        return f"{self.id}-at" if self.letter else self.block

    @property
    def position(self) -> int:
        """Where in the source its letter stands: behind what is read for the words."""
        return self.emendation.span.end

    @property
    def added(self) -> str:
        """What to call a reading that is white space alone."""
        return _white(self.emendation.corr)

    @property
    def dropped(self) -> str:
        """What to call white space, or nothing at all, that stands in the source."""
        return _white(self.emendation.sic) or "nothing"

    @property
    def kind(self) -> str:
        """Why, in two words."""
        return KINDS[self.emendation.kind]

    @property
    def by(self) -> str:
        """On whose word."""
        who, _, rule = self.emendation.resp.partition(":")
        if who != BY_RULE:
            return "corrected by hand" if who == "editors" else f"corrected by hand ({who})"
        return f"corrected by rule ({rule.replace('-', ' ')})" if rule else "corrected by rule"


def items(document: Document) -> tuple[Item, ...]:
    """The entries in the order of the source; letters run from a to z, then aa."""
    found: list[Item] = []
    owners = Owners(document.blocks)
    letters = 0
    for emendation in document.emendations:
        address, where = place(owners, emendation.span)
        letter = ""
        if address and emendation.kind is not EmendationKind.LAYOUT:
            letter = letter_of(letters)
            letters += 1
        found.append(
            Item(
                emendation,
                letter,
                address,
                where,
                markup.escaped(_short(emendation.sic)),
                markup.escaped(_short(emendation.corr)),
            )
        )
    return tuple(found)


def letter(item: Item) -> Insertion:
    """The letter behind what is read."""
    attributes = {
        "class": "mu-nr mu-nl",
        "id": item.anchor,
        "href": f"#{item.id}",
        "aria-label": f"Correction {item.letter}",
    }
    return Insertion(item.position, "a", item.letter, attributes)


def place(owners: Owners, span: Span) -> tuple[str, str]:
    """The address of the block of text that has a passage, if one has, and what to call it."""
    block = owners.until(span.start)
    if block is None or block.role is not Role.TEXT:
        return "", "Header"
    return block.id, _place(block)


def letter_of(number: int) -> str:
    """The letter of the entry with this number, from 0: a, b and so on to z, then aa, ab."""
    letter = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letter = ascii_lowercase[rest] + letter
    return letter


def _place(block: Block) -> str:
    if block.number:
        return f"¶{block.number}"
    return "Heading" if block.type == "head" else TEXT


def _white(text: str) -> str:
    """A name for white space; nothing where there are other characters, or none."""
    if not text or text.strip():
        return ""
    return "a line end" if "\n" in text or "\r" in text else "a space"


def _short(text: str) -> str:
    """The words on one line; of long ones the beginning and the end."""
    words = " ".join(text.split())
    half = _LONGEST_LEMMA // 2
    return words if len(words) <= _LONGEST_LEMMA else f"{words[:half]} … {words[-half:]}"
