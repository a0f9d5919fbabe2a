"""Proposals for misspelt words: which of the known words may have been meant by an unknown one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 60
"""Similarity (0 to 100) from which another spelling is worth proposing."""
NEAR_IN_PARTS = 80
"""The threshold where parts of words count: `lat` is near `latitude`, `type` not near `period`."""
MAX_LISTED = 3
"""Up to this many words of a series are listed one by one."""
MOST_PROPOSALS = 200
"""For how many words with one kind of mistake others are proposed: each is compared with all."""
NUMBER_RE = re.compile(r"[0-9]+")
YEAR_RE = re.compile(r"(?<![0-9])1[0-9]{3}(?![0-9])|(?<![0-9])20[0-9]{2}(?![0-9])")


def nearest(word: str, among: Iterable[str], least: int | None = None) -> str | None:
    """The most similar of the known words, or None where none is near.

    Args:
        word: What was written.
        among: The known words.
        least: How similar as a whole, from 0 to 100; without it, parts of words count, too.
    """
    every = sorted(among)
    if least is None and word not in every:
        # Case may differ by the file system's doing, or by a capital at the beginning of a line.
        same = [other for other in every if other.casefold() == word.casefold()]
        if len(same) == 1:
            return same[0]
    others = differing_in_numbers(word, every)
    known = [other for other in every if other not in others]
    # Whole words first: `not-in` is a slip for `not_in` and not for `in`, which it contains.
    ways = ((fuzz.ratio, NEAR_ENOUGH), (fuzz.WRatio, NEAR_IN_PARTS))
    for scorer, enough in ways if least is None else ((fuzz.ratio, least),):
        found = process.extractOne(word, known, scorer=scorer, score_cutoff=enough)
        if found:
            return str(found[0])
    return None


def did_you_mean(word: str, among: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the most similar of the known words; where none is near, `otherwise`.

    Known words that differ from it only in their numbers are added to `otherwise`.
    """
    known = list(among)
    near = nearest(word, known)
    if near:
        return f"Did you mean `{near}`?"
    series = differing_in_numbers(word, known)
    if not series:
        return otherwise
    listed = [f"`{one}`" for one in series]
    there = (
        f"There are {len(listed)} of that form, {listed[0]} to {listed[-1]}."
        if len(listed) > MAX_LISTED
        else f"Of that form there {'is' if len(listed) == 1 else 'are'} {_joined_by_and(listed)}."
    )
    return f"{otherwise} {there}".lstrip()


def differing_in_numbers(word: str, among: Iterable[str]) -> list[str]:
    """The known words that differ from a word in their numbers only, in the order of the numbers.

    `YC-004` is no slip for `YC-001`: someone who writes a number means that number. Exceptions are
    two digits that have changed places (`YC-012` for `YC-021`), and a year where there is only
    one such word: `swatow-1867` for `swatow-1866`.
    """
    form, numbers = _split_numbers(word)
    if not numbers:
        return []
    found = [
        (theirs, other)
        for other in among
        for shape, theirs in [_split_numbers(other)]
        if shape == form and theirs != numbers and not _is_transposition(word, other)
    ]
    if len(found) == 1 and YEAR_RE.search(word) and YEAR_RE.search(found[0][1]):
        return []
    return [other for _, other in sorted(found)]


def _split_numbers(word: str) -> tuple[str, tuple[int, ...]]:
    """The form of a word, with every number replaced by 0, and its numbers."""
    return NUMBER_RE.sub("0", word.lower()), tuple(map(int, NUMBER_RE.findall(word)))


def _is_transposition(word: str, other: str) -> bool:
    """Whether two words differ only in that two neighbouring characters have changed places."""
    apart = [k for k, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]]
    first, last = (apart[0], apart[-1]) if apart else (0, 0)
    return (
        len(word) == len(other)
        and last == first + 1
        and word[first : last + 1] == other[first : last + 1][::-1]
    )


def _joined_by_and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
