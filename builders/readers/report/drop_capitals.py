"""Putting back drop capitals that the conversion lost, where only one letter can be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builders.aligned_text import AlignedText
from builders.model.document import Emendation, EmendationKind
from builders.spans import Span

RESPONSIBLE = "rule:lost-drop-capital"

_WORD_RE = re.compile(r"[^\W\d_]+")
_FIRST_WORD_RE = re.compile(r"[A-Za-z]+")
_SPLIT_RE = re.compile(r"(?P<letter>[A-Z]) (?P<rest>[a-z]{1,20})\b")
_GLUED_RE = re.compile(r"A(?P<rest>[a-z]{3,30})\b")
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word occurs, except as the first of a paragraph, where initials are lost."""

    counts: Counter[str]
    by_rest: Mapping[str, tuple[str, ...]]
    """The words, by what is left of them without their first letter."""

    @classmethod
    def of(cls, heads: Iterable[str], others: Iterable[str]) -> Words:
        """The words of texts; of each text in `heads`, all but the first word."""
        counts: Counter[str] = Counter()
        for text in others:
            counts.update(_WORD_RE.findall(text))
        for text in heads:
            counts.update(_WORD_RE.findall(text)[1:])
        by_rest: dict[str, tuple[str, ...]] = {}
        for word in counts:
            by_rest[word[1:]] = (*by_rest.get(word[1:], ()), word)
        return cls(counts, by_rest)

    def __contains__(self, word: str) -> bool:
        """Whether the word occurs: as it is, in lower case, or capitalised."""
        return any(self.counts[form] for form in (word, word.lower(), word.capitalize()))

    def longer_by_an_initial(self, word: str) -> tuple[str, ...]:
        """The words that are this one with a letter before it; acronyms only if frequent."""
        found = self.by_rest.get(word, ())
        if word.isupper():
            return tuple(
                sorted(other for other in found if other.isupper() and self.counts[other] >= _OFTEN)
            )
        return tuple(sorted({other.capitalize() for other in found}))


@dataclass(frozen=True, slots=True)
class Restored:
    """A paragraph with its initial, the emendation that records it, or the doubt about it."""

    text: AlignedText
    emendation: Emendation | None = None
    doubt: str = ""


def restore_drop_capital(text: AlignedText, words: Words, *, after_heading: bool) -> Restored:
    """The paragraph with its drop capital repaired, if that was damaged."""
    split = _SPLIT_RE.match(text.text)
    if split:
        whole = split["letter"] + split["rest"]
        # "A man" is two words; "T he" is one.
        one_word = whole in words and (split["letter"] not in "AI" or split["rest"] not in words)
        why = "the large initial was set apart"
        return _emended(text, split.end(), whole, why) if one_word else Restored(text)
    if not after_heading:
        return Restored(text)
    glued = _GLUED_RE.match(text.text)
    if glued and glued["rest"] in words and glued[0] not in words:
        why = "the space after the large initial was lost"
        return _emended(text, glued.end(), f"A {glued['rest']}", why)
    return _without_initial(text, words)


def _without_initial(text: AlignedText, words: Words) -> Restored:
    """The paragraph with its initial, if its first word occurs only with a letter before it."""
    match = _FIRST_WORD_RE.match(text.text)
    first = match[0] if match else ""
    damaged = first.islower() or (first.isupper() and len(first) > 1)
    if match is None or not damaged or first in words:
        return Restored(text)
    candidates = words.longer_by_an_initial(first)
    if len(candidates) == 1:
        why = f"the large initial was lost; only {candidates[0]} ends so in this source"
        return _emended(text, match.end(), candidates[0], why)
    if candidates or first.islower():
        named = " or ".join(candidates) or "nothing in this source"
        return Restored(text, doubt=f"{first!r} may have lost its large initial; {named} would fit")
    return Restored(text)


def _emended(text: AlignedText, end: int, corr: str, reason: str) -> Restored:
    span = text.source_span(0, end)
    emendation = Emendation(
        span=span,
        sic=text.text[:end],
        corr=corr,
        kind=EmendationKind.OCR,
        reason=f"{reason[0].upper()}{reason[1:]}.",
        resp=RESPONSIBLE,
    )
    return Restored(text.replace([(Span(0, end), corr)]), emendation)
