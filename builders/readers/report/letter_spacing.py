"""Headings whose letters stand apart for show: `H O W  C A N  Y O U  H E L P`."""

from __future__ import annotations

from builders.readers.report.drop_capitals import Words

_FEWEST_LETTERS = 5
_LONGEST = 60


def is_letter_spaced(text: str) -> bool:
    """Whether nearly all of a line's words are single letters."""
    words = text.split()
    single = sum(len(word) == 1 and word.isalpha() for word in words)
    return single >= _FEWEST_LETTERS and single >= 0.8 * len(words)  # a mark or two may cling


def closed_up(text: str, words: Words) -> str | None:
    """The line with its letters in words that the source has elsewhere; None where they do not fit.

    Of several ways to part the letters the one with the fewest words is meant.
    """
    letters = "".join(text.split())
    if len(letters) > _LONGEST:
        return None
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        fitting = [
            [*before, letters[start:end]]
            for start in range(end)
            if (before := best[start]) is not None
            and _is_word(letters[start:end].strip("?!.,:;"), words)
        ]
        best.append(min(fitting, key=len, default=None))
    parted = best[-1]
    return " ".join(parted) if parted else None


def _is_word(word: str, words: Words) -> bool:
    return (len(word) > 1 and word in words) or word in {"A", "I", "a"}
