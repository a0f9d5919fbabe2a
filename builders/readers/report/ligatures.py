"""Putting back the letters `ti`, in some PDFs a single glyph that converters drop: `migraon`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.aligned_text import AlignedText
from builders.model.document import Emendation, EmendationKind
from builders.readers.report.drop_capitals import Words

RESPONSIBLE = "rule:lost-ligature"
LOST = "ti"

WORD_RE = re.compile(r"\b[A-Za-z][a-z]{4,24}\b")
NON_ENGLISH_ENDING_RE = re.compile(r"[a-z]{1,21}(?P<before>[au])on(?:s|al|ally)?")
"""`informaon`, `naonal`: no English word ends like this."""
FOLLOWING_RE = re.compile(r"on|ve|c|al|ng|ty|es|en|vi|fi|ci|tu")
"""What most often follows `ti` in a word: `-tion`, `-tive`, `-tic`, `-ting`."""


def restore_ligatures(text: AlignedText, words: Words) -> tuple[AlignedText, list[Emendation]]:
    """The text with the lost letters where only one word can be meant, and the emendations made."""
    found: list[Emendation] = []

    def read(match: re.Match[str]) -> AlignedText | str:
        whole = text[match.start() : match.end()]
        # With markup of the file within it, this may as well be two words.
        parted = whole.span().length != len(match[0])
        meant = None if parted else word_with_ligature(match[0], words)
        if meant is None:
            return whole
        found.append(
            Emendation(
                span=whole.span(),
                sic=match[0],
                corr=meant,
                kind=EmendationKind.OCR,
                reason="The letters ti were one glyph in the PDF, and the conversion dropped it.",
                resp=RESPONSIBLE,
            )
        )
        return meant

    return text.sub(WORD_RE, read), found


def word_with_ligature(word: str, words: Words) -> str | None:
    """The word with `ti` put back, or None if nothing is missing or several words would fit.

    A word of the source decides; failing that, an ending that English does not have. A word that
    has lost the letters twice (`instuon`) is tried twice.
    """
    candidates = {other for other in _with_letters(word) if other in words}
    twice = NON_ENGLISH_ENDING_RE.fullmatch(word)
    if not candidates and twice:
        edge = twice.end("before")
        meant = word[:edge] + LOST + word[edge:]
        again = {other for other in _with_letters(meant) if other in words}
        return next(iter(again)) if len(again) == 1 else meant
    return next(iter(candidates)) if len(candidates) == 1 else None


def _with_letters(word: str) -> Iterator[str]:
    """The word with the letters inserted at each place where they may have stood."""
    for k in range(2, len(word)):
        if FOLLOWING_RE.match(word, k):
            yield word[:k] + LOST + word[k:]
