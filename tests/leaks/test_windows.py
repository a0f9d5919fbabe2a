"""Files searched in windows: a leak across an edge is found, and memory does not grow."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.leaks.finder import Finder
from builders.leaks.needles import needles
from builders.leaks.streams import Unread
from builders.leaks.windows import Size, windows
from tests.leaks.test_ways_of_leaking import PUBLISHED, SECRETS, cases, file_of

SMALL = Size(2048, 768)
LINE = "a line of a page, and no more\n"
NEEDLES, _ = needles(SECRETS, PUBLISHED)
WHOLE = Finder(NEEDLES)
IN_WINDOWS = Finder(NEEDLES, SMALL)


def secrets(finder: Finder, data: bytes | IO[bytes]) -> dict[int, int | None]:
    """The secrets that are found, each with its line."""
    return {hit.secret: hit.line for hit in finder.search("index.html", data)}


@pytest.mark.parametrize(
    "case",
    [case for case in cases("ways.yml") if case.get("make") != "name"],
    ids=lambda case: str(case["name"]),
)
def test_a_leak_across_an_edge_is_found_and_located(case: dict[str, Any]) -> None:
    for characters in offsets_across_edges(case):
        before = (LINE * 99)[:characters]
        _, data = file_of({**case, "text": f"{before} {case['text']} {LINE * 70}"})
        found = secrets(IN_WINDOWS, data)
        if "make" in case:
            assert found == secrets(WHOLE, data), characters
        else:
            line = before.count("\n") + case.get("line", 1)
            assert set(found.values()) == {line}, characters


def offsets_across_edges(case: dict[str, Any]) -> Iterable[int]:
    """Offsets for the leak that put an edge into it: the first window's end, the second's beginning."""
    if "make" in case:
        return range(1150, 2100, 97)
    size = len(case["text"].encode())
    edges = (SMALL.whole, SMALL.whole - SMALL.overlap)
    return [edge - into for edge in edges for into in range(2, size, 7)]


PIECES = st.sampled_from(
    [
        *(b"<b>", b"</b>", b"<!-- x -->", b"<i title='>", b"&nbsp;", b"&#8203;", b"\\n", b"%20"),
        *(b"=\n", b"\xc2\xad", b"\xe2\x80\x8b", b"\r\n  ", b"\0", b"\0\0\0", b"<", b">", b"-"),
        *(b"\xef\xbc\x8c", b"&amp;shy;", b"&lt;b&gt;", b"\\u003cb\\u003e", b"\xe6", b"' + '"),
        *[b""] * 8,
    ]
)
LETTERS: tuple[Callable[[int], str], ...] = (
    chr,
    chr,
    "&#{};".format,
    "&amp;#{};".format,
    "\\u{:04x}".format,
    "\\\\u{:04x}".format,
    lambda code: chr(code + 0xFEE0) if 0x20 < code < 0x7F else chr(code),
)
ENCODED: tuple[Callable[[bytes], bytes], ...] = (
    bytes,
    base64.b64encode,
    base64.encodebytes,
    lambda data: base64.b64encode(base64.b64encode(data)),
    lambda data: data.decode("utf-8", "ignore").encode("utf-16-le"),
    lambda data: data.decode("utf-8", "ignore").encode("utf-16-be"),
    lambda data: data.decode("utf-8", "ignore").encode("gb18030"),
)


@given(
    data=st.data(),
    before=st.integers(0, 2200),
    filler=st.sampled_from([LINE.encode(), "一页，".encode("gb18030"), b"\0n\0o", b"TWFu", b"<b>"]),
    text=st.sampled_from([secret.text for secret in SECRETS[:3]]),
    encoded=st.sampled_from(ENCODED),
)
def test_windows_find_whatever_the_whole_file_finds(
    data: st.DataObject,
    before: int,
    filler: bytes,
    text: str,
    encoded: Callable[[bytes], bytes],
) -> None:
    spelled = b"".join(
        data.draw(st.sampled_from(LETTERS))(ord(character)).encode() + data.draw(PIECES)
        for character in text
    )
    file = (filler * before)[:before] + encoded(spelled) + filler * (2500 // len(filler))
    with contextlib.suppress(Unread):
        assert secrets(WHOLE, file).keys() <= secrets(IN_WINDOWS, file).keys()


@pytest.mark.parametrize("write", [base64.b64encode, base64.encodebytes])
@pytest.mark.parametrize("before", [b"", b"x" * 1700 + b" ", b"two\nlines " * 400])
def test_a_packed_file_in_base64_is_unpacked_over_many_windows(
    write: Callable[[bytes], bytes], before: bytes
) -> None:
    noise = hashlib.shake_128(b"noise").digest(9000)
    packed = gzip.compress(noise + b" someone.else@example.org " + noise)
    file = before + b'"data:;base64, ' + write(packed) + b'" and so on\n' * 99
    assert 0 in secrets(WHOLE, file)
    assert 0 in secrets(IN_WINDOWS, file)


def test_packed_files_are_searched_in_windows_too() -> None:
    text = (
        LINE * 200 + "someone.else@" + "<!-- aside -->" * 9 + "example.org" + LINE * 99
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html.gz", gzip.compress(text))
    assert secrets(IN_WINDOWS, out.getvalue()) == {0: 201}


def test_the_encoding_seen_in_one_window_applies_to_all() -> None:
    quoted = b"so=6Deone.el=73e@example.org"
    assert 0 in secrets(IN_WINDOWS, b"a=40b\n" + LINE.encode() * 300 + quoted + LINE.encode() * 300)
    chinese = "王小明的住址".encode("gb18030")
    assert 1 in secrets(IN_WINDOWS, LINE.encode() * 300 + chinese + LINE.encode() * 300 + b"\xff")


def test_a_leak_in_two_windows_is_reported_once() -> None:
    for before in range(900, 2100, 100):
        file = b"," * before + b"someone.else@example.org" + b"," * 4000
        assert [hit.secret for hit in IN_WINDOWS.search("a", file)] == [0], before


def test_windows_overlap_enough_and_leave_nothing_out() -> None:
    for data in (b"a" * 9999, LINE.encode() * 400, "一".encode() * 4000, b"", b"a" * SMALL.whole):
        parts = list(windows(io.BytesIO(data), SMALL))
        ends = [*(part.at for part in parts[1:]), len(data)]
        pieces = [part.data[: end - part.at] for part, end in zip(parts, ends, strict=True)]
        assert b"".join(pieces) == data
        for part, following in pairwise(parts):
            assert part.at + len(part.data) - following.at >= SMALL.overlap
            assert following.lines == data.count(b"\n", 0, following.at)
            assert following.at % 4 == 0


def test_a_longer_passage_makes_larger_windows() -> None:
    assert Size.for_letters(100) == Size()
    assert Size.for_letters(100_000).overlap > Size().overlap


class GeneratedFile(io.RawIOBase):
    """A file of one line, made as it is read, so that it takes no memory of its own."""

    def __init__(self, size: int) -> None:
        self.size, self.at = size, 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Set the position, and return it."""
        self.at = offset if whence == io.SEEK_SET else self.size + offset
        return self.at

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, or all the rest."""
        unit = b'{"label": "A &amp; B <b>c</b>", "id": "aVeryLongNameOfAThing/0123456789"}, '
        end = self.size if size < 0 else min(self.size, self.at + size)
        length, begin, self.at = end - self.at, self.at % len(unit), end
        return (unit * (length // len(unit) + 2))[begin : begin + length]


def test_a_file_ten_times_as_large_takes_no_more_memory() -> None:
    def peak(size: int) -> int:
        finder = Finder(NEEDLES, Size(1 << 15, 1 << 13))
        list(finder.search("warm", b"up" * (1 << 16)))
        tracemalloc.start()
        try:
            assert list(finder.search("a.json", GeneratedFile(size))) == []  # type: ignore[arg-type]  # is read like a file
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(1 << 21) < 1.5 * peak(1 << 18)
