"""Initials that were set large and lost by the conversion, put back where only one can be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builders.model.document import Emendation, EmendationKind
from builders.spans import AlignedText

RESPONSIBLE = "rule:lost-drop-capital"

_WORD_RE = re.compile(r"[^\W\d_]+")
_FIRST_WORD_RE = re.compile(r"[A-Za-z]+")
_SPLIT_RE = re.compile(r"(?P<letter>[A-Z]) (?P<rest>[a-z]{1,20})\b")
_GLUED_RE = re.compile(r"A(?P<rest>[a-z]{3,30})\b")
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word occurs, but at the heads of paragraphs, where initials are lost."""

    counts: Counter[str]

    @classmethod
    def of(cls, heads: Iterable[str], others: Iterable[str]) -> Words:
        """The words of texts; of `heads` all but the first."""
        counts: Counter[str] = Counter()
        for text in others:
            counts.update(_WORD_RE.findall(text))
        for text in heads:
            counts.update(_WORD_RE.findall(text)[1:])
        return cls(counts)

    def __contains__(self, word: str) -> bool:
        """Whether the word occurs, in this or another case."""
        return bool(
            self.counts[word] or self.counts[word.lower()] or self.counts[word.capitalize()]
        )

    def longer_by_an_initial(self, word: str) -> tuple[str, ...]:
        """Words that are this one with one letter before it."""
        upper = word.isupper()
        found: dict[str, int] = {}
        for other, count in self.counts.items():
            if len(other) == len(word) + 1 and other[1:] == word and other[0].isalpha():
                if upper and other.isupper() and count >= _OFTEN:
                    found[other] = count
                elif not upper:
                    key = other.capitalize()
                    found[key] = found.get(key, 0) + count
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Restored:
    """A paragraph with its initial, the emendation that says so, or why there is none."""

    text: AlignedText
    emendation: Emendation | None = None
    doubt: str = ""


def restore(text: AlignedText, words: Words, *, after_heading: bool) -> Restored:
    """The paragraph as meant."""
    split = _SPLIT_RE.match(text.text)
    if split:
        whole = split["letter"] + split["rest"]
        # "A man" is two words; "T he" is none.
        if whole in words and (split["letter"] not in "AI" or split["rest"] not in words):
            return _emended(text, split.end(), whole, "the large initial was set apart")
        return Restored(text)
    if not after_heading:
        return Restored(text)
    glued = _GLUED_RE.match(text.text)
    if glued and glued["rest"] in words and glued[0] not in words:
        return _emended(
            text, glued.end(), f"A {glued['rest']}", "the blank after the large initial was lost"
        )
    first = _FIRST_WORD_RE.match(text.text)
    if first is None or not (first[0].isupper() or first[0].islower()) or first[0] in words:
        return Restored(text)
    if first[0].isupper() and len(first[0]) < 2:  # noqa: PLR2004  # a lone capital is a word, or anything
        return Restored(text)
    candidates = words.longer_by_an_initial(first[0])
    if len(candidates) == 1:
        why = f"the large initial was lost; {candidates[0]} is the only word of this source that ends so"
        return _emended(text, first.end(), candidates[0], why)
    if candidates or first[0].islower():
        named = " or ".join(candidates) or "nothing in this source"
        return Restored(
            text, doubt=f"{first[0]!r} may have lost its large initial; {named} would fit"
        )
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
    return Restored(text.replace(0, end, corr), emendation)
