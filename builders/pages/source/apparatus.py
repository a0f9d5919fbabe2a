"""The apparatus: each emendation with its letter, both readings, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup

from builders import markup
from builders.markup import Insertion
from builders.model.block_owners import Owners
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.untranslated import Untranslated
from builders.spans import Span

BY_RULE = "rule"

KINDS = {
    EmendationKind.OCR: "Misread by a machine",
    EmendationKind.TYPOGRAPHY: "Typography",
    EmendationKind.SIC: "The author’s slip",
    EmendationKind.LAYOUT: "Layout",
}

TEXT = "Text"
"""The name of a place that has no number and is not a heading."""
_LONGEST_LEMMA = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the apparatus, ready for a template."""

    emendation: Emendation
    letter: str
    """Its letter in the text; empty in the header, and for layout, where it would only distract."""
    block: str
    """Address of the block that it is in, or nothing if it is in the header."""
    place: str
    """What to call that block: `¶5`, `Header`."""
    sic: Markup
    corr: Markup

    @property
    def id(self) -> str:
        """The id of the entry on the page."""
        return self.emendation.id

    @property
    def is_by_rule(self) -> bool:
        """Whether a rule made the correction, and no editor."""
        return self.emendation.resp.partition(":")[0] == BY_RULE

    @property
    def reason(self) -> str:
        """The reason at length, in a rule's words or in the editor's own."""
        words = self.emendation.reason
        return words if self.is_by_rule else Untranslated(words)

    @property
    def anchor(self) -> str:
        """The id of its letter in the text or, if it has none, of its block."""
        return f"{self.id}-at" if self.letter else self.block

    @property
    def position(self) -> int:
        """The offset in the source of its letter, which follows the emended words."""
        return self.emendation.span.end

    @property
    def added(self) -> str:
        """A name for a correction that is only white space, else nothing."""
        return _white_space_name(self.emendation.corr)

    @property
    def dropped(self) -> str:
        """What to call the reading in the source if it is white space or empty."""
        return _white_space_name(self.emendation.sic) or "nothing"

    @property
    def kind(self) -> str:
        """The kind of emendation, in a few words."""
        return KINDS[self.emendation.kind]

    @property
    def by(self) -> str:
        """Who or what made the correction: an editor, or a rule by name."""
        who, _, rule = self.emendation.resp.partition(":")
        if who != BY_RULE:
            return "corrected by hand" if who == "editors" else f"corrected by hand ({who})"
        return f"corrected by rule ({rule.replace('-', ' ')})" if rule else "corrected by rule"


def items(document: Document) -> tuple[Item, ...]:
    """The entries of the apparatus in the order of the source; letters run from a to z, then aa."""
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
    """The letter after the emended words, as a link to the entry."""
    attributes = {
        "class": "mu-nr mu-nl",
        "id": item.anchor,
        "href": f"#{item.id}",
        "aria-label": f"Correction {item.letter}",
    }
    return Insertion(item.position, "a", item.letter, attributes)


def place(owners: Owners, span: Span) -> tuple[str, str]:
    """The address and the name of the text block that contains a span; `Header` if none does."""
    block = owners.at_or_before(span.start)
    if block is None or block.role is not Role.TEXT:
        return "", "Header"
    return block.id, _place(block)


def letter_of(number: int) -> str:
    """The letter of an entry by its number from 0: a, b and so on to z, then aa, ab."""
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


def _white_space_name(text: str) -> str:
    """A name for text that is only white space; empty if it is empty or has other characters."""
    if not text or text.strip():
        return ""
    return "a line end" if "\n" in text or "\r" in text else "a space"


def _short(text: str) -> str:
    """The words on one line; if they are long, only their beginning and end."""
    words = " ".join(text.split())
    half = _LONGEST_LEMMA // 2
    return words if len(words) <= _LONGEST_LEMMA else f"{words[:half]} … {words[-half:]}"
