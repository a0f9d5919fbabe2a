"""Looking for all needles at once: in some bytes, in a file with all that is packed in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from builders.leaks.forms import folded, forms, from_base64, runs_of_base64
from builders.leaks.needles import Fold, Needle, squeezed
from builders.leaks.unpacking import Unread, parts
from builders.leaks.ways import Way

DEEPEST = 5
"""How many boxes within boxes are opened."""
BASE64_TWICE = 2
MOST_HARMLESS = 200_000
"""More are not remembered: 20 MB."""
LINE_END_RE = re.compile(rb"[^\n]*(?:\n|\Z)")


class Hit(NamedTuple):
    """One secret, found."""

    secret: int
    ways: tuple[str, ...]
    """How it is written there."""
    path: tuple[str, ...]
    """Names of the members of archives that lead to it, the outermost first."""
    line: int | None
    """In the innermost file."""


class Finder:
    """All needles, ready to be looked for in any number of files."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        """Sort the needles by what is dropped from a text before they are looked for."""
        self._by_fold: dict[Fold, list[Needle]] = defaultdict(list)
        for needle in needles:
            self._by_fold[needle.fold].append(needle)
        self._automata: Mapping[Fold, BytesAhoCorasick] = {
            fold: BytesAhoCorasick([n.letters for n in mine], matchkind=MatchKind.Standard)
            for fold, mine in self._by_fold.items()
        }
        self._harmless: set[bytes] = set()
        """Runs of base64 in which nothing was found: the same names stand in thousands of files."""
        # Whether there is anything at all is known in an eighth of the time that it takes to find
        # all that there is.
        self._first: Mapping[Fold, BytesAhoCorasick] = {
            fold: BytesAhoCorasick([n.letters for n in mine], matchkind=MatchKind.LeftmostFirst)
            for fold, mine in self._by_fold.items()
        }

    def search(self, name: str, data: bytes) -> Iterator[Hit]:
        """Each secret that is in a file or in its name, once for each part of the file.

        Raises:
            Unread: something in it cannot be looked into.
        """
        for secret, ways in self._found(name.encode("utf-8", "surrogateescape")).items():
            yield Hit(secret, (Way.NAME, *ways), (), None)
        yield from self._opened(name, data, (), (), DEEPEST)

    def lines(self, data: bytes) -> Iterator[tuple[int, int]]:
        """(secret, line) for what stands in a text as people write it, each secret once."""
        for fold in self._by_fold:
            for needle in self._in_fold(fold, data):
                yield needle.secret, self._line(data, needle.secret)

    def _opened(
        self, name: str, data: bytes, path: tuple[str, ...], ways: tuple[str, ...], left: int
    ) -> Iterator[Hit]:
        """What is in some bytes, in what is packed in them, and in what is written as base64."""
        for secret, how in self._found(data).items():
            yield Hit(secret, (*ways, *how), path, self._line(data, secret))
        if left == 0:
            raise Unread("is packed too many times over")
        for part in parts(name, data):
            inner = (*path, part.name) if part.name else path
            for secret, how in self._found(part.name.encode("utf-8", "surrogateescape")).items():
                yield Hit(secret, (*ways, part.container, Way.NAME, *how), path, None)
            yield from self._opened(part.name, part.data, inner, (*ways, part.container), left - 1)
        yield from self._in_base64(data, path, ways, left)

    def _in_base64(
        self, data: bytes, path: tuple[str, ...], ways: tuple[str, ...], left: int
    ) -> Iterator[Hit]:
        """What a text holds as base64: words in one piece, and whole files (`data:` addresses)."""
        if ways.count(Way.BASE64) >= BASE64_TWICE:
            return
        outermost = Way.BASE64 not in ways
        ways = (*ways, Way.BASE64)
        runs = [run for run in runs_of_base64(data) if run not in self._harmless]
        spelled, boxes = from_base64(runs)
        harmless = outermost
        for read in (spelled, *boxes):
            try:
                for hit in self._opened("", read, path, ways, left - 1) if read else ():
                    harmless = False
                    yield hit._replace(line=self._line_of_base64(data, hit))
            except Unread:
                continue  # any letters can look like the beginning of a box
        if harmless and len(self._harmless) < MOST_HARMLESS:
            self._harmless.update(runs)

    def _found(self, data: bytes) -> dict[int, tuple[str, ...]]:
        """The secrets in some bytes that are not packed, and how each is written."""
        found: dict[int, tuple[str, ...]] = {}
        for way, form in forms(data, other_scripts=Fold.LETTERS in self._by_fold):
            for fold in self._by_fold:
                # Tags may stand between two words, which are not one word for that.
                if fold is Fold.WORDS and way is Way.TAGS:
                    continue
                for needle in self._in_fold(fold, form):
                    ways = tuple(one for one in (way, needle.way) if one is not Way.PLAIN)
                    found.setdefault(needle.secret, ways or (Way.PLAIN,))
        return found

    def _in_fold(self, fold: Fold, data: bytes) -> Iterator[Needle]:
        text = folded(data, fold)
        if not self._first[fold].find_matches_as_indexes(text):
            return
        needles = self._by_fold[fold]
        # Asked of what is found alone, for reading letters takes fifty times as long as bytes.
        whole = _letters(data) if fold is Fold.SQUEEZED and not data.isascii() else None
        for k, start, end in self._automata[fold].find_matches_as_indexes(text, overlapping=True):
            if fold is Fold.WORDS and (_joined(text, start) or _joined(text, end)):
                continue
            if whole is not None and needles[k].letters not in whole:
                continue  # 福 stood between two words; it is no hyphen
            if fold is Fold.NUMBERS and (_in_number(text, start) or _digit(text, end)):
                continue
            yield needles[k]

    def _line(self, data: bytes, secret: int) -> int:
        """The line, from 1, on which a secret that is in the bytes ends."""
        return self._shortest(data, lambda head: secret in self._found(head))

    def _line_of_base64(self, data: bytes, wanted: Hit) -> int:
        """The line on which it ends, or the first where only the whole can be unpacked."""

        def holds(head: bytes) -> bool:
            return wanted.secret in self._found(from_base64(runs_of_base64(head))[0])

        return self._shortest(data, holds) if holds(data) else 1

    @staticmethod
    def _shortest(data: bytes, holds: Callable[[bytes], bool]) -> int:
        """The last line of the shortest beginning of the bytes that holds it.

        Halving works for every form alike, and only a file with a leak pays for it.
        """
        ends = [match.end() for match in LINE_END_RE.finditer(data)] or [len(data)]
        low, high = 0, len(ends) - 1
        while low < high:
            middle = (low + high) // 2
            if holds(data[: ends[middle]]):
                high = middle
            else:
                low = middle + 1
        return low + 1


def _letters(data: bytes) -> bytes:
    """The letters and digits of a text, those that are not ASCII among them."""
    return squeezed(data.decode("utf-8", "ignore")).encode("utf-8", "surrogatepass")


def _joined(text: bytes, at: int) -> bool:
    """Whether letters or digits stand on both sides of a place."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(code: int) -> bool:
    return code >= 0x80 or chr(code).isalnum()  # noqa: PLR2004  # beyond ASCII


def _in_number(text: bytes, at: int) -> bool:
    """Whether a place is not the first of its number: `1234`, `0.1234`."""
    return _digit(text, at - 1) or (text[at - 1 : at] == b"." and _digit(text, at - 2))


def _digit(text: bytes, at: int) -> bool:
    return 0 <= at < len(text) and text[at : at + 1].isdigit()
