"""Headings whose letters are spaced for effect: `H O W  C A N  Y O U  H E L P`."""

from __future__ import annotations

from builders.readers.report.drop_capitals import Words

_FEWEST_LETTERS = 5
_LONGEST = 60


def is_letter_spaced(text: str) -> bool:
    """Whether nearly all of a line's words are single letters."""
    words = text.split()
    single = sum(len(word) == 1 and word.isalpha() for word in words)
    return single >= _FEWEST_LETTERS and single >= 0.8 * len(words)  # a few may have punctuation


def closed_up(text: str, words: Words) -> str | None:
    """The line with its letters joined into words that occur in the source; None if that fails.

    Of several ways to divide the letters, the one with the fewest words is taken.
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
