"""All documents together, term by term: one pass, in which each list only grows at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builders.search.codes import ALPHABET, COMMON, DIGITS, ENDS, OTHER, PLACES, encode
from builders.search.documents import ENTITY, Part
from builders.search.folding import MASK

_GAPS = tuple(encode(gap).encode() for gap in range(1 << 12))
_PLACE = tuple(COMMON.index(code) if code in COMMON else OTHER for code in range(ENDS))
_CODES = tuple(
    b"" if code in COMMON else letter.encode() for code, letter in enumerate(ALPHABET[:ENDS])
)
_OTHERS_RE = re.compile(rb"[%b]." % re.escape(ALPHABET[OTHER:ENDS:PLACES].encode()))
"""Two letters that are one posting: the number of places divides that of letters that end a number."""
_GO_ON = ALPHABET[ENDS:].encode()


class Index:
    """From terms and pairs to the parts that hold them, in the order of the parts."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Begin with nothing.

        Args:
            numbers: The numbers of the registers' entries by their ids.
        """
        self.parts = 0
        self._entities = {ENTITY + id_: entity_term(number) for id_, number in numbers.items()}
        self._terms: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}
        self._pairs: list[bytearray | None] = [None] * (MASK + 1)
        self._last_pair = [0] * (MASK + 1)

    def add(self, part: Part) -> None:
        """The next part."""
        number = self.parts
        self.parts += 1
        terms, last = self._terms, self._last
        gaps, known = _GAPS, len(_GAPS)
        for term, code in part.terms.items():
            held = terms.get(term)
            if held is None:
                held = terms[term] = bytearray()
                gap = number
            else:
                gap = number - last[term]
            last[term] = number
            # A call for each would be a tenth of the time of a large index.
            gap = gap * PLACES + _PLACE[code]
            held += gaps[gap] if gap < known else encode(gap).encode()
            held += _CODES[code]
        pairs, last_pair = self._pairs, self._last_pair
        for pair in part.pairs:
            held = pairs[pair]
            if held is None:
                held = pairs[pair] = bytearray()
            gap = number - last_pair[pair]
            last_pair[pair] = number
            held += gaps[gap] if gap < known else encode(gap).encode()

    def terms(self) -> Iterator[tuple[str, str]]:
        """Each term with its list of postings, which is then no longer held here."""
        self._last.clear()
        while self._terms:
            term, held = self._terms.popitem()
            if not term.startswith(ENTITY):
                yield term, held.decode()
            elif term in self._entities:
                yield self._entities[term], held.decode()

    def pairs(self) -> Iterator[tuple[int, str]]:
        """The number of each pair with its list of gaps, by number; none is held any longer."""
        for number, held in enumerate(self._pairs):
            if held is not None:
                self._pairs[number] = None
                yield number, held.decode()


def entity_term(number: int) -> str:
    """The term of the passages that name the entry with this number."""
    letters = ""
    while True:
        number, digit = divmod(number, len(DIGITS))
        letters = DIGITS[digit] + letters
        if not number:
            return ENTITY + letters


def postings(letters: str) -> int:
    """How many parts a term's list holds."""
    ends = letters.encode().translate(None, delete=_GO_ON)
    return len(_OTHERS_RE.sub(b"!", ends))


def in_scripts_order(terms: Iterable[str]) -> list[str]:
    """Terms as a browser sorts them: by UTF-16."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be"))
