"""Finding runs of bytes that may be base64, and decoding them."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from typing import IO

from ahocorasick_rs import BytesAhoCorasick

SHORTEST_RUN = 12
"""Length of the shortest run that is decoded: less is taken for too short to be a passage."""
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-"
MORE_LINES = rb"(?:\r?\n[ \t]{0,8}[A-Za-z0-9+/_-]++)*"
"""The continuation of a run on further lines, as mail programs break them.

The group is not possessive, though nothing follows it: Python before 3.11.5 (Debian 12 has 3.11.2)
then matches other bytes (https://github.com/python/cpython/issues/106052).
"""
RUN_RE = re.compile(rb"[A-Za-z0-9+/_-]{12,}+" + MORE_LINES)
"""A run of base64 characters, possibly over several lines."""
OVER_LINES_RE = re.compile(
    rb"\n(?:(?<=[A-Za-z0-9+/_-]{12}\n)|(?<=[A-Za-z0-9+/_-]{12}\r\n))[ \t]{0,8}[A-Za-z0-9+/_-]"
)
"""The break between two lines of a run, and the first character after it."""
REST_RE = re.compile(rb"[A-Za-z0-9+/_-]*+" + MORE_LINES)
"""The rest of a run, from any place within it."""
LONGEST_BREAK = 16
"""More bytes than a break between two lines of a run can have."""
BETWEEN_RUNS = b"AAAA"
"""A separator between runs; it decodes to zero bytes, which no needle contains."""
PACKED_BEGINNINGS = (b"H4sI", b"UEsDB", b"iVBORw0KG", b"QlpoO", b"/Td6WFo", b"JVBERi0")
"""How packed files begin in base64: gzip, ZIP, PNG, bzip2, xz, PDF."""
BLOCK = 1 << 20

_LINE_ENDS = b" \t\r\n"
_FROM_ADDRESSES = bytes.maketrans(b"-_", b"+/")
_KINDS = bytes(ord("a" if code in ALPHABET else " ") for code in range(256))
_BEGINNINGS = BytesAhoCorasick([b" " + b"a" * SHORTEST_RUN])


def runs_of_base64(data: bytes) -> list[bytes]:
    """The runs of base64 characters in some bytes, each once, as they are written there."""
    # Search a copy in which each byte is "a" if it is base64, else a space: twice as fast as trying
    # a pattern at each word.
    kinds = b" %b " % data.translate(_KINDS)
    end = kinds.find
    beginnings = _BEGINNINGS.find_matches_as_indexes(kinds)
    if OVER_LINES_RE.search(data):
        return list(
            dict.fromkeys(
                _over_lines(data, [(start, end(b" ", known) - 1) for _, start, known in beginnings])
            )
        )
    # Each once, for nearly all are names and addresses, which recur.
    return list(
        dict.fromkeys([data[start : end(b" ", known) - 1] for _, start, known in beginnings])
    )


def _over_lines(data: bytes, words: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """The runs that begin with one of the words, which may be further lines of an earlier run."""
    read = 0
    for start, end in words:
        if start < read:
            continue
        read = end
        if data[end : end + 1] in b"\r\n" and (more := REST_RE.match(data, end)):
            read = more.end()
        yield data[start:read]


def in_standard_alphabet(run: bytes) -> bytes:
    """A run without line ends, in the standard alphabet instead of that for URLs (RFC 4648)."""
    return run.translate(_FROM_ADDRESSES, _LINE_ENDS)


def decode_runs(runs: Iterable[bytes]) -> tuple[bytes, tuple[bytes, ...]]:
    """The decoded runs, from each of the four possible alignments, and packed files in them."""
    each = [in_standard_alphabet(run) for run in runs]
    letters = BETWEEN_RUNS.join(each)
    # The base64 may begin at any character of a run; four offsets cover all alignments.
    spelled = [_decode(letters[start:]) for start in range(min(4, len(letters)))]
    boxes = tuple(
        _decode(run[run.find(magic) :])
        for magic in PACKED_BEGINNINGS
        if magic in letters
        for run in each
        if magic in run
    )
    return b"\n".join(spelled), boxes


def start_of_open_run(data: bytes) -> int | None:
    """Where a run begins that may go on beyond the end of the data; None if there is none."""
    start = len(data.rstrip(ALPHABET + _LINE_ENDS))
    for match in RUN_RE.finditer(data, start):
        if len(data) - match.end() < LONGEST_BREAK:
            return match.start()
    return None


def packed_in_open_run(file: IO[bytes], at: int, begun: bytes) -> Iterator[Iterator[bytes]]:
    """The packed files in a run of which only the beginning has been read, each in pieces.

    Args:
        file: The file that contains the run.
        at: The run's offset in the file.
        begun: The part of the run that has been read.
    """
    letters = in_standard_alphabet(begun)
    for magic in PACKED_BEGINNINGS:
        if magic in letters:
            yield _decode_from(file, at, letters.find(magic))


def _decode_from(file: IO[bytes], at: int, skipped: int) -> Iterator[bytes]:
    """The decoded bytes of a run from one of its characters on, in pieces.

    Args:
        file: The file that contains the run.
        at: The run's offset in the file.
        skipped: How many characters of the run come before.
    """
    block = letters = b""
    while True:
        file.seek(at + len(block))
        more = file.read(BLOCK)
        block += more
        match = REST_RE.match(block)
        run = match[0] if match else b""
        letters += in_standard_alphabet(run)
        dropped = min(skipped, len(letters))
        letters, skipped = letters[dropped:], skipped - dropped
        whole = len(letters) - len(letters) % 4
        yield _decode(letters[:whole])
        letters = letters[whole:]
        at += len(run)
        block = block[len(run) :]
        if not more or len(block) >= LONGEST_BREAK:
            yield _decode(letters)
            return


def _decode(letters: bytes) -> bytes:
    return binascii.a2b_base64(letters + b"A" * (-len(letters) % 4))
