"""Looking for all needles at once: in some bytes, in a file with all that is packed in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import SEEK_END, BytesIO
from itertools import chain
from typing import IO, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from builders.leaks.base64_runs import boxes_from, from_base64, runs_of_base64, unended
from builders.leaks.forms import Traits, folded, forms, is_foreign, letters, traits_of
from builders.leaks.gate import Gate
from builders.leaks.needles import Fold, Needle
from builders.leaks.streams import Unread, spooled
from builders.leaks.unpacking import bare, parts
from builders.leaks.ways import Way
from builders.leaks.windows import Size, Window, blocks, windows

DEEPEST = 5
"""How many boxes within boxes are opened."""
BASE64_TWICE = 2
MOST_HARMLESS = 200_000
"""More are not remembered: 20 MB."""
LONGEST_HARMLESS = 256
"""Longer ones do not come again and again."""
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


class Within(NamedTuple):
    """Where some bytes are, from the file that is searched to the innermost box."""

    path: tuple[str, ...] = ()
    """As `Hit.path`."""
    ways: tuple[str, ...] = ()
    """How the boxes are packed or written, the outermost first."""
    left: int = DEEPEST
    """How many boxes may still be opened."""

    def box(self, way: str, name: str = "") -> Within:
        """In a box that is here."""
        path = (*self.path, name) if name else self.path
        return Within(path, (*self.ways, way), self.left - 1)

    def hit(self, secret: int, how: Iterable[str], line: int | None) -> Hit:
        """A secret that is found here."""
        return Hit(secret, (*self.ways, *how), self.path, line)


class Finder:
    """All needles, ready to be looked for in any number of files."""

    def __init__(self, needles: Sequence[Needle], size: Size | None = None) -> None:
        """Sort the needles by what is dropped from a text before they are looked for.

        Args:
            needles: What is looked for.
            size: Of the windows in which files are looked through; as the needles need it, if unsaid.
        """
        self._size = size or Size.for_letters(max((len(n.letters) for n in needles), default=0))
        self._by_fold: dict[Fold, list[Needle]] = defaultdict(list)
        for needle in needles:
            self._by_fold[needle.fold].append(needle)
        self._automata: Mapping[Fold, BytesAhoCorasick] = {
            fold: BytesAhoCorasick([n.letters for n in mine], matchkind=MatchKind.Standard)
            for fold, mine in self._by_fold.items()
        }
        self._gate = Gate(needles)
        self._harmless: set[bytes] = set()
        """Runs of base64 in which nothing was found: the same names stand in thousands of files."""

    def search(self, name: str, data: bytes | IO[bytes]) -> Iterator[Hit]:
        """Each secret that is in a file or in its name, once for each part of the file.

        Raises:
            Unread: something in it cannot be looked into.
        """
        for secret, ways in self._found(name.encode("utf-8", "surrogateescape")).items():
            yield Hit(secret, (Way.NAME, *ways), (), None)
        file = BytesIO(data) if isinstance(data, bytes) else data
        yield from self._opened(name, file, Within())

    def lines(self, data: bytes) -> Iterator[tuple[int, int]]:
        """(secret, line) for what stands in a text as people write it, each secret once."""
        for fold in self._folds(data):
            for needle in self._in_fold(fold, data):
                yield needle.secret, self._line(data, needle.secret)

    def _opened(self, name: str, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """What is in a file, in what is written there as base64, and in what is packed in it."""
        plain = bare(file)
        traits = self._traits(plain)
        said: set[tuple[int, tuple[str, ...], int]] = set()
        for window in windows(plain, self._size):
            in_base64 = self._in_base64(window, plain, where)
            for hit in chain(self._in_window(window, where, traits), in_base64):
                # What is in two windows is said once.
                kind = (hit.secret, hit.path, hit.ways.count(Way.BASE64))
                if kind not in said:
                    yield hit
                said.add(kind)
        yield from self._packed(name, file, where)

    def _packed(self, name: str, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """What is in the parts of a file, if it is packed."""
        if where.left == 0:
            raise Unread("is compressed too many times over")
        for part in parts(name, file):
            for secret, how in self._found(part.name.encode("utf-8", "surrogateescape")).items():
                yield where.hit(secret, (part.container, Way.NAME, *how), None)
            inside = where.box(part.container, part.name)
            yield from self._opened(part.name, part.file, inside)

    def _traits(self, file: IO[bytes]) -> Traits | None:
        """Those of a file that is not looked through in one piece."""
        if file.seek(0, SEEK_END) < self._size.whole:
            return None
        foreign = self._gate.other_scripts and is_foreign(blocks(file))
        return traits_of((window.data for window in windows(file, self._size)), foreign=foreign)

    def _in_window(self, window: Window, where: Within, traits: Traits | None) -> Iterator[Hit]:
        for secret, how in self._found(window.data, traits).items():
            line = self._line(window.data, secret, traits)
            yield where.hit(secret, how, window.lines + line)

    def _in_base64(self, window: Window, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """What a text holds as base64: words in one piece, and whole files (`data:` addresses)."""
        if where.left == 0 or where.ways.count(Way.BASE64) >= BASE64_TWICE:
            return
        runs = [run for run in runs_of_base64(window.data) if run not in self._harmless]
        harmless = Way.BASE64 not in where.ways
        inside = where.box(Way.BASE64)
        spelled, boxes = from_base64(runs)
        # What a box spells by itself is in what all of them spell.
        readers = chain(
            ((self._opened, BytesIO(spelled)),) if spelled else (),
            ((self._packed, box) for box in _boxes(window, file, boxes)),
        )
        for look, read in readers:
            try:
                with read:
                    for hit in look("", read, inside):
                        harmless = False
                        line = self._line_of_base64(window.data, hit)
                        yield hit._replace(line=window.lines + line)
            except Unread:
                continue  # any letters can look like the beginning of a box
        if harmless and len(self._harmless) < MOST_HARMLESS:
            self._harmless.update(run for run in runs if len(run) < LONGEST_HARMLESS)

    def _found(self, data: bytes, traits: Traits | None = None) -> dict[int, tuple[str, ...]]:
        """The secrets in some bytes that are not packed, and how each is written."""
        found: dict[int, tuple[str, ...]] = {}
        for way, form in forms(data, other_scripts=self._gate.other_scripts, traits=traits):
            for fold in self._folds(form):
                # Tags may stand between two words, which are not one word for that.
                if fold is Fold.WORDS and way is Way.TAGS:
                    continue
                for needle in self._in_fold(fold, form):
                    ways = tuple(one for one in (way, needle.way) if one is not Way.PLAIN)
                    found.setdefault(needle.secret, ways or (Way.PLAIN,))
        return found

    def _folds(self, data: bytes) -> list[Fold]:
        passed = self._gate.folds(data)
        return [fold for fold in self._by_fold if fold in passed]

    def _in_fold(self, fold: Fold, data: bytes) -> Iterator[Needle]:
        text = folded(data, fold)
        needles = self._by_fold[fold]
        whole: bytes | None = None
        for k, start, end in self._automata[fold].find_matches_as_indexes(text, overlapping=True):
            if fold is Fold.WORDS and (_joined(text, start) or _joined(text, end)):
                continue
            if fold is Fold.SQUEEZED and not data.isascii():
                # Asked of what is found alone: reading letters takes fifty times as long as bytes.
                whole = letters(data) if whole is None else whole
                if needles[k].letters not in whole:
                    continue  # 福 stood between two words; it is no hyphen
            if fold is Fold.NUMBERS and (_in_number(text, start) or _digit(text, end)):
                continue
            yield needles[k]

    def _line(self, data: bytes, secret: int, traits: Traits | None = None) -> int:
        """The line, from 1, on which a secret that is in the bytes ends."""
        return self._shortest(data, lambda head: secret in self._found(head, traits))

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


def _boxes(window: Window, file: IO[bytes], whole: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """Packed files written as base64 in a window of a file, the last of which may go on behind it."""
    yield from map(BytesIO, whole)
    begun = None if window.last else unended(window.data)
    if begun is not None:
        for pieces in boxes_from(file, window.at + begun, window.data[begun:]):
            try:
                box = spooled(pieces)
            except Unread:
                continue  # any letters can look like the beginning of a box
            yield box


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
