"""What can be base64 in some bytes, and what it spells."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from typing import IO

from ahocorasick_rs import BytesAhoCorasick

LEAST = 12
"""Letters of base64 below which nothing is spelled that could be looked for."""
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-"
MORE_LINES = rb"(?:\r?\n[ \t]{0,8}[A-Za-z0-9+/_-]++)*"
"""What goes on with a run, over lines as mail programs write it.

Not possessive as a whole, though nothing follows: Python before 3.11.5 (Debian 12 has 3.11.2) takes
other bytes then (https://github.com/python/cpython/issues/106052).
"""
RUN_RE = re.compile(rb"[A-Za-z0-9+/_-]{12,}+" + MORE_LINES)
"""Letters of base64, looked for from the first letter of a word."""
OVER_LINES_RE = re.compile(
    rb"\n(?:(?<=[A-Za-z0-9+/_-]{12}\n)|(?<=[A-Za-z0-9+/_-]{12}\r\n))[ \t]{0,8}[A-Za-z0-9+/_-]"
)
"""The end of the first line of a run that has several."""
REST_RE = re.compile(rb"[A-Za-z0-9+/_-]*+" + MORE_LINES)
"""The rest of a run, from within it."""
LONGEST_BREAK = 16
"""More than the blanks between two lines of a run."""
BETWEEN_RUNS = b"AAAA"
"""Spells noughts, which are not looked at."""
BOXES = (b"H4sI", b"UEsDB", b"iVBORw0KG", b"QlpoO", b"/Td6WFo", b"JVBERi0")
"""How packed files begin in base64: gzip, ZIP, PNG, bzip2, xz, PDF."""
BLOCK = 1 << 20

_LINE_ENDS = b" \t\r\n"
_FROM_ADDRESSES = bytes.maketrans(b"-_", b"+/")
_KINDS = bytes(ord("a" if code in ALPHABET else " ") for code in range(256))
_BEGINNINGS = BytesAhoCorasick([b" " + b"a" * LEAST])


def runs_of_base64(data: bytes) -> list[bytes]:
    """The runs of letters of base64 in some bytes, each once, as they are written there."""
    # As a text of two letters, which takes half the time of trying a pattern at each word.
    kinds = b" %b " % data.translate(_KINDS)
    end = kinds.find
    beginnings = _BEGINNINGS.find_matches_as_indexes(kinds)
    if OVER_LINES_RE.search(data):
        return list(
            dict.fromkeys(
                _over_lines(data, [(start, end(b" ", known) - 1) for _, start, known in beginnings])
            )
        )
    # Nearly all are names and addresses, which come again and again.
    return list(
        dict.fromkeys([data[start : end(b" ", known) - 1] for _, start, known in beginnings])
    )


def _over_lines(data: bytes, words: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """The runs that begin with one of the words, of which some are lines of others."""
    read = 0
    for start, end in words:
        if start < read:
            continue
        read = end
        if data[end : end + 1] in b"\r\n" and (more := REST_RE.match(data, end)):
            read = more.end()
        yield data[start:read]


def plain(run: bytes) -> bytes:
    """A run without its line ends, in the letters that files have."""
    return run.translate(_FROM_ADDRESSES, _LINE_ENDS)


def from_base64(runs: Iterable[bytes]) -> tuple[bytes, tuple[bytes, ...]]:
    """What runs of base64 spell, wherever in a run it begins, and packed files."""
    each = [plain(run) for run in runs]
    letters = BETWEEN_RUNS.join(each)
    # Read from its first four letters on, all of it is read from each place where a run can begin.
    spelled = [_spelled(letters[start:]) for start in range(min(4, len(letters)))]
    boxes = tuple(
        _spelled(run[run.find(magic) :])
        for magic in BOXES
        if magic in letters
        for run in each
        if magic in run
    )
    return b"\n".join(spelled), boxes


def unended(data: bytes) -> int | None:
    """Where the run begins that more bytes would go on with; None where none does."""
    start = len(data.rstrip(ALPHABET + _LINE_ENDS))
    for match in RUN_RE.finditer(data, start):
        if len(data) - match.end() < LONGEST_BREAK:
            return match.start()
    return None


def boxes_from(file: IO[bytes], at: int, begun: bytes) -> Iterator[Iterator[bytes]]:
    """What is packed in a run that is longer than what was read of it, each in pieces.

    Args:
        file: Where the run is.
        at: Where it begins there.
        begun: As much of it as was read.
    """
    letters = plain(begun)
    for magic in BOXES:
        if magic in letters:
            yield _unpacked_from(file, at, letters.find(magic))


def _unpacked_from(file: IO[bytes], at: int, skipped: int) -> Iterator[bytes]:
    """What a run spells from one of its letters on."""
    block = letters = b""
    while True:
        file.seek(at + len(block))
        more = file.read(BLOCK)
        block += more
        match = REST_RE.match(block)
        run = match[0] if match else b""
        letters += plain(run)
        dropped = min(skipped, len(letters))
        letters, skipped = letters[dropped:], skipped - dropped
        whole = len(letters) - len(letters) % 4
        yield _spelled(letters[:whole])
        letters = letters[whole:]
        at += len(run)
        block = block[len(run) :]
        if not more or len(block) >= LONGEST_BREAK:
            yield _spelled(letters)
            return


def _spelled(letters: bytes) -> bytes:
    return binascii.a2b_base64(letters + b"A" * (-len(letters) % 4))
