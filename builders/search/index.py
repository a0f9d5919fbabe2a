"""The lists of all segments, merged term by term and pair by pair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builders.search.codes import ALPHABET, DIGITS, ENDS, OTHER, PLACES, encode
from builders.search.documents import ENTITY_PREFIX
from builders.search.folding import MASK
from builders.search.segments import GAP_LETTERS, Segment

_TWO_LETTERS_RE = re.compile(rb"[%b]." % re.escape(ALPHABET[OTHER:ENDS:PLACES].encode()))
"""The last letter of a number with the place `OTHER`, and the code after it: one posting in two
letters. `PLACES` divides `ENDS`, so that the last letter of a number determines its place."""
_CONTINUING = ALPHABET[ENDS:].encode()


class Index:
    """Terms and pairs with the lists of the parts that contain them, merged from segments."""

    def __init__(self) -> None:
        """Begin with no segments."""
        self.parts = 0
        """How many parts the segments added so far have."""
        self._terms: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}
        self._pairs: list[bytearray | None] = [None] * (MASK + 1)
        self._last_pair = [0] * (MASK + 1)

    def add(self, segment: Segment) -> None:
        """Append the lists of the next segment."""
        base = self.parts
        self.parts += segment.parts
        terms, last_of = self._terms, self._last
        gaps, known = GAP_LETTERS, len(GAP_LETTERS)
        for term, first, last, rest in segment.terms.rows():
            held = terms.get(term)
            if held is None:
                held = terms[term] = bytearray()
                gap = first + base * PLACES
            else:
                gap = first + (base - last_of[term]) * PLACES
            last_of[term] = base + last
            held += gaps[gap] if gap < known else encode(gap).encode()
            held += rest
        pairs, last_pair = self._pairs, self._last_pair
        for pair, first, last, rest in segment.pairs.rows():
            held = pairs[pair]
            if held is None:
                held = pairs[pair] = bytearray()
            gap = base + first - last_pair[pair]
            last_pair[pair] = base + last
            held += gaps[gap] if gap < known else encode(gap).encode()
            held += rest

    def terms(self, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """Each term with its list, which is removed from memory here as it is yielded.

        Args:
            numbers: The numbers of the entries by their ids; terms for other ids are left out.
        """
        self._last.clear()
        while self._terms:
            term, held = self._terms.popitem()
            if not term.startswith(ENTITY_PREFIX):
                yield term, held.decode()
            elif (number := numbers.get(term.removeprefix(ENTITY_PREFIX))) is not None:
                yield entity_term(number), held.decode()

    def pairs(self) -> Iterator[tuple[int, str]]:
        """The hash of each pair with its list, in rising order, removed from memory as it is yielded."""
        for number, held in enumerate(self._pairs):
            if held is not None:
                self._pairs[number] = None
                yield number, held.decode()


def entity_term(number: int) -> str:
    """The term for the entry with this number, whose list holds the parts that name it."""
    letters = ""
    while True:
        number, digit = divmod(number, len(DIGITS))
        letters = DIGITS[digit] + letters
        if not number:
            return ENTITY_PREFIX + letters


def count_postings(letters: str) -> int:
    """How many parts are in a term's list."""
    ends = letters.encode().translate(None, delete=_CONTINUING)
    return len(_TWO_LETTERS_RE.sub(b"!", ends))


def sorted_by_utf16(terms: Iterable[str]) -> list[str]:
    """The terms sorted by UTF-16 code units, as JavaScript compares strings."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be"))
