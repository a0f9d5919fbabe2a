"""Repair of words hyphenated at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builders.aligned_text import AlignedText
from builders.model.document import Block, Emendation, EmendationKind, Role

BROKEN_WORD_RE = re.compile(r"(?P<first>[^\W\d_]{2,40})-\s(?P<last>[^\W\d_]{2,40})")
"""`Chi- nese`, as the word reads once the line end has been folded to a space."""
AFTER_HALF_A_COMPOUND = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou"})
"""`pre-` / `and post-war`: a hyphen before one of these stands for the rest of a compound."""
FIRST_PARTS = frozenset({"well", "self", "half"})
"""`well-known`, `self-taught`, `half-pay`: `wellknown` would be read otherwise."""
CLOSED_FIRST_PARTS = frozenset(
    "after down every fore here more over some them there through under what when where with".split()  # noqa: SIM905  # reads as the list it is
)
"""`over-` / `time`: words that English mostly writes in one with the word after them."""
_SHORTEST_PART = 4
_BROKEN_RE = re.compile(r"[^\W\d_]{1,40}-[ \t\r\f]{0,9}\n\s{0,99}[^\W\d_]{1,40}")
_WORD_RE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def with_whole_words(
    text: str, blocks: Iterable[Block], language: str
) -> tuple[list[Block], tuple[Emendation, ...]]:
    """The blocks with their broken words made whole, and an emendation for each word.

    The hyphen stays where the text has the word hyphenated elsewhere, where the next line does not
    begin with a lower-case letter, and after a word that is nearly always the first of a compound.
    In English, where compounds keep their hyphens, it also stays between two words of the text that
    are nowhere written in one.
    """
    blocks = list(blocks)
    if "-\n" not in text and "-\r" not in text:
        return blocks, ()
    words = {word.casefold() for word in _WORD_RE.findall(text)}
    unbroken = {word.casefold() for word in _WORD_RE.findall(_BROKEN_RE.sub(" ", text))}
    compounds = {word for word in words if "-" in word}
    emendations: list[Emendation] = []

    def whole(block: Block) -> Block:
        kept: list[AlignedText] = []
        at = 0
        for match in BROKEN_WORD_RE.finditer(block.text.text):
            hyphen = match.end("first")
            span = block.text.source_span(*match.span())
            sic = text[slice(*span)]
            # At a page break the page's number stands between the two parts.
            between = sic[len(match["first"]) + 1 : -len(match["last"])].strip()
            compound = f"{match['first']}-{match['last']}".casefold() in compounds
            joined = f"{match['first']}{match['last']}".casefold()
            first, last = match["first"].casefold(), match["last"].casefold()
            two_words = (
                language == "en" and {first, last} <= unbroken and first not in CLOSED_FIRST_PARTS
            )
            two_words = two_words and min(len(first), len(last)) >= _SHORTEST_PART
            compound |= (first in FIRST_PARTS or two_words) and joined not in words
            if between or match["last"] in AFTER_HALF_A_COMPOUND or not {"\n", "\r"} & set(sic):
                continue
            stays = compound or not match["last"][0].islower()
            kept.append(block.text[at : hyphen + stays])
            at = hyphen + 2
            if stays:
                continue
            emendations.append(
                Emendation(
                    span,
                    sic,
                    match["first"] + match["last"],
                    EmendationKind.LAYOUT,
                    "The end of a line has broken the word.",
                    "rule:broken-word",
                )
            )
        return replace(block, text=AlignedText.join((*kept, block.text[at:]))) if kept else block

    # In a table, the next word is that of another column.
    read = [
        whole(block) if block.role is Role.TEXT and block.type != "table" else block
        for block in blocks
    ]
    return read, tuple(emendations)
