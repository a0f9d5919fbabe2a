"""Searching files, with all that is packed in them, for all needles at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import SEEK_END, BytesIO
from itertools import chain
from typing import IO, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from builders.leaks.base64_runs import (
    decode_runs,
    packed_in_open_run,
    runs_of_base64,
    start_of_open_run,
)
from builders.leaks.disguises import Way
from builders.leaks.forms import Traits, folded, forms, is_foreign, letters, traits_of
from builders.leaks.gate import Gate
from builders.leaks.needles import Fold, Needle
from builders.leaks.streams import Unread, spooled
from builders.leaks.unpacking import Part, parts, without_packed
from builders.leaks.windows import Size, Window, blocks, windows

DEEPEST = 5
"""How many levels of containers (boxes: archives, compressed streams, base64) are unpacked."""
DEEPEST_BASE64 = 2
MOST_HARMLESS = 200_000
"""Number of harmless runs of base64 that are remembered, which is some 20 MB."""
LONGEST_HARMLESS = 256
"""Length of the longest run that is remembered: longer ones do not recur."""
LINE_END_RE = re.compile(rb"[^\n]*(?:\n|\Z)")


class Hit(NamedTuple):
    """A place at which a secret was found."""

    secret: int
    """Index of the secret."""
    ways: tuple[str, ...]
    """How it is written or packed there, the outermost first."""
    path: tuple[str, ...]
    """Names of the archive members that contain it, the outermost first."""
    line: int | None
    """The line in the innermost file."""


class Within(NamedTuple):
    """The containers that some bytes are in, from the searched file to the innermost one."""

    path: tuple[str, ...] = ()
    """See `Hit.path`."""
    ways: tuple[str, ...] = ()
    """How the containers are packed or written, the outermost first."""
    left: int = DEEPEST
    """How many more levels may be unpacked."""

    def box(self, way: str, name: str = "") -> Within:
        """The position inside a container that is found here."""
        path = (*self.path, name) if name else self.path
        return Within(path, (*self.ways, way), self.left - 1)

    def hit(self, secret: int, how: Iterable[str], line: int | None) -> Hit:
        """A hit for a secret that is found here."""
        return Hit(secret, (*self.ways, *how), self.path, line)


class Finder:
    """A search for all needles, for any number of files."""

    def __init__(self, needles: Sequence[Needle], size: Size | None = None) -> None:
        """Build an automaton for each fold of the needles.

        Args:
            needles: What is looked for.
            size: The size of the windows in which files are searched; by default what needles need.
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
        """Runs of base64 in which nothing was found: names, for instance, are in many files."""

    def search(self, name: str, data: bytes | IO[bytes]) -> Iterator[Hit]:
        """The secrets in a file or in its name, each once for each part of the file.

        Raises:
            Unread: something in the file cannot be searched.
        """
        file = BytesIO(data) if isinstance(data, bytes) else data
        yield from self.search_around_parts(name, file)
        yield from self._packed(name, file, Within())

    def search_around_parts(self, name: str, file: IO[bytes]) -> Iterator[Hit]:
        """The secrets in a file's name, and in the file except for what is packed in it."""
        for secret, ways in self._found(name.encode("utf-8", "surrogateescape")).items():
            yield Hit(secret, (Way.NAME, *ways), (), None)
        yield from self._around_parts(file, Within())

    def search_part(self, part: Part) -> Iterator[Hit]:
        """The secrets in something that is packed in a file.

        Raises:
            Unread: something in it cannot be searched.
        """
        return self._in_part(part, Within())

    def name_of_part(self, part: Part) -> Iterator[Hit]:
        """The secrets in the name of something that is packed in a file."""
        return self._in_name(part, Within())

    def lines(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Pairs of secret and line for needles in a text that people wrote, without decoding it."""
        for fold in self._folds(data):
            for needle in self._in_fold(fold, data):
                yield needle.secret, self._line(data, needle.secret)

    def _opened(self, name: str, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """The hits in a file, in the base64 that it contains, and in what is packed in it."""
        yield from self._around_parts(file, where)
        yield from self._packed(name, file, where)

    def _around_parts(self, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """The hits in a file and in the base64 that it contains."""
        plain = without_packed(file)
        traits = self._traits(plain)
        said: set[tuple[int, tuple[str, ...], int]] = set()
        for window in windows(plain, self._size):
            in_base64 = self._in_base64(window, plain, where)
            for hit in chain(self._in_window(window, where, traits), in_base64):
                # A secret may be in two windows and is reported once.
                kind = (hit.secret, hit.path, hit.ways.count(Way.BASE64))
                if kind not in said:
                    yield hit
                said.add(kind)

    def _packed(self, name: str, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """The hits in the parts of a file, if it is packed."""
        if where.left == 0:
            raise Unread("is compressed too many times over")
        for part in parts(name, file):
            yield from self._in_part(part, where)

    def _in_part(self, part: Part, where: Within) -> Iterator[Hit]:
        yield from self._in_name(part, where)
        inside = where.box(part.container, part.name)
        yield from self._opened(part.name, part.file, inside)

    def _in_name(self, part: Part, where: Within) -> Iterator[Hit]:
        for secret, how in self._found(part.name.encode("utf-8", "surrogateescape")).items():
            yield where.hit(secret, (part.container, Way.NAME, *how), None)

    def _traits(self, file: IO[bytes]) -> Traits | None:
        """The traits of a file that is searched in several windows; None if one is enough."""
        if file.seek(0, SEEK_END) < self._size.whole:
            return None
        foreign = self._gate.other_scripts and is_foreign(blocks(file))
        return traits_of((window.data for window in windows(file, self._size)), foreign=foreign)

    def _in_window(self, window: Window, where: Within, traits: Traits | None) -> Iterator[Hit]:
        for secret, how in self._found(window.data, traits).items():
            line = self._line(window.data, secret, traits)
            yield where.hit(secret, how, window.lines + line)

    def _in_base64(self, window: Window, file: IO[bytes], where: Within) -> Iterator[Hit]:
        """The hits in a text's base64: encoded words, and encoded packed files (`data:` URLs)."""
        if where.left == 0 or where.ways.count(Way.BASE64) >= DEEPEST_BASE64:
            return
        runs = [run for run in runs_of_base64(window.data) if run not in self._harmless]
        harmless = Way.BASE64 not in where.ways
        inside = where.box(Way.BASE64)
        spelled, boxes = decode_runs(runs)
        # The bytes of a box itself are among `spelled`; only what is packed in it is looked for.
        readers = chain(
            ((self._opened, BytesIO(spelled)),) if spelled else (),
            ((self._packed, box) for box in _boxes(window, file, boxes)),
        )
        for look, read in readers:
            try:
                with read:
                    for hit in look("", read, inside):
                        harmless = False
                        line = self._line_in_base64(window.data, hit)
                        yield hit._replace(line=window.lines + line)
            except Unread:
                continue  # any run may look by chance like the beginning of a packed file
        if harmless and len(self._harmless) < MOST_HARMLESS:
            self._harmless.update(run for run in runs if len(run) < LONGEST_HARMLESS)

    def _found(self, data: bytes, traits: Traits | None = None) -> dict[int, tuple[str, ...]]:
        """The secrets in some bytes that are not packed, each with the ways it is written."""
        found: dict[int, tuple[str, ...]] = {}
        for way, form in forms(data, other_scripts=self._gate.other_scripts, traits=traits):
            for fold in self._folds(form):
                # With the tags removed, two separate words may look like one.
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
                # Only for what is found: folding characters takes fifty times as long as bytes.
                whole = letters(data) if whole is None else whole
                if needles[k].letters not in whole:
                    continue  # a letter such as 福 was dropped between two words
            if fold is Fold.NUMBERS and (_in_number(text, start) or _digit(text, end)):
                continue
            yield needles[k]

    def _line(self, data: bytes, secret: int, traits: Traits | None = None) -> int:
        """The line, from 1, on which a secret that the bytes contain ends."""
        return self._first_line_where(data, lambda head: secret in self._found(head, traits))

    def _line_in_base64(self, data: bytes, wanted: Hit) -> int:
        """The line on which a hit in base64 ends; 1 if it is only found by unpacking the whole."""

        def holds(head: bytes) -> bool:
            return wanted.secret in self._found(decode_runs(runs_of_base64(head))[0])

        return self._first_line_where(data, holds) if holds(data) else 1

    @staticmethod
    def _first_line_where(data: bytes, holds: Callable[[bytes], bool]) -> int:
        """The number of lines in the shortest beginning of the data for which `holds` is true.

        It is found by bisection, which works for every form, and only files with leaks cost that.
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
    """Packed files that are base64 in a window; the last of them may go on beyond the window.

    Args:
        window: The window.
        file: The file that it is a part of.
        whole: The packed files in the runs of the window.
    """
    yield from map(BytesIO, whole)
    begun = None if window.last else start_of_open_run(window.data)
    if begun is not None:
        for pieces in packed_in_open_run(file, window.at + begun, window.data[begun:]):
            try:
                box = spooled(pieces)
            except Unread:
                continue  # any run may look by chance like the beginning of a packed file
            yield box


def _joined(text: bytes, at: int) -> bool:
    """Whether there are letters or digits on both sides of an offset."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(code: int) -> bool:
    return code >= 0x80 or chr(code).isalnum()  # noqa: PLR2004  # beyond ASCII


def _in_number(text: bytes, at: int) -> bool:
    """Whether an offset is inside a number, after its first digit: `1234`, `0.1234`."""
    return _digit(text, at - 1) or (text[at - 1 : at] == b"." and _digit(text, at - 2))


def _digit(text: bytes, at: int) -> bool:
    return 0 <= at < len(text) and text[at : at + 1].isdigit()
