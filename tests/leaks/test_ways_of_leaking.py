"""Every known way of leaking is found and located; what only looks like a leak is not reported."""

from __future__ import annotations

import base64
import bz2
import contextlib
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builders.leaks.finder import Finder, Hit
from builders.leaks.needles import needles
from builders.leaks.streams import Unread
from builders.leaks.unpacking import without_packed
from builders.model.redaction import Secret

SECRETS = (
    Secret("a", 1, "someone.else@example.org"),
    Secret("a", 2, "王小明的住址"),
    Secret("a", 3, "+86 10 6532 1234"),
    Secret("a", 4, "Li", "It was Inspector ", " who told them.", common=True),
)
PUBLISHED = {"a": "Someone Else, of whom Inspector X told. Li is a name."}


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load((Path(__file__).parent / name).read_text())
    return found


def finder() -> Finder:
    hunted, unsearchable = needles(SECRETS, PUBLISHED)
    assert unsearchable == ()
    return Finder(hunted)


def _zip(name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def _png(kind: bytes, body: bytes) -> bytes:
    chunk = len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    end = b"\0\0\0\0IEND" + zlib.crc32(b"IEND").to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk + end


MAKERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "base64": lambda text: b"x: " + base64.b64encode(text.encode()),
    "base64 over lines": lambda text: base64.encodebytes(text.encode()),
    "base64 of addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in two parts": lambda text: gzip.compress(b"one") + gzip.compress(text.encode()),
    "bzip2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "zlib": lambda text: zlib.compress(text.encode()),
    "zip": lambda text: _zip("page/index.html", text.encode()),
    "zip behind a program": lambda text: (
        b"#!/bin/sh\n" + _zip("a.txt", text.encode(), zipfile.ZIP_STORED)
    ),
    "comment of a zip": lambda text: _zip("a.txt", b"nothing", comment=text.encode()),
    "name in a zip": lambda text: _zip(f"{text}.txt", b"nothing"),
    "gzip in a zip": lambda text: _zip("a.gz", gzip.compress(text.encode()), zipfile.ZIP_STORED),
    "png tEXt": lambda text: _png(b"tEXt", b"Comment\0" + text.encode()),
    "png zTXt": lambda text: _png(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())),
    "png iTXt": lambda text: _png(b"iTXt", b"Comment\0\x01\0en\0\0" + zlib.compress(text.encode())),
    "gzip in base64": lambda text: (
        b"url(data:x;base64," + base64.b64encode(gzip.compress(text.encode())) + b")"
    ),
    "pdf": lambda text: b"%PDF-1.4\n1 0 obj\nstream\n" + zlib.compress(text.encode()),
}


def file_of(case: dict[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of a case's file."""
    make = case.get("make", "utf-8")
    if make == "name":
        return f"folder/{case['text']}.html", b"nothing"
    data = MAKERS[make](case["text"]) if make in MAKERS else case["text"].encode(make)
    return "index.html", data


@pytest.mark.parametrize("case", cases("ways.yml"), ids=lambda case: str(case["name"]))
def test_a_leak_is_found_and_located(case: dict[str, Any]) -> None:
    name, data = file_of(case)
    hits = list(finder().search(name, data))
    assert hits
    if "make" not in case or case["make"] in {"zip", "name", "base64 over lines"}:
        assert {hit.line for hit in hits} == {case.get("line", 1)}


@pytest.mark.parametrize("case", cases("innocent.yml"), ids=lambda case: str(case["name"]))
def test_an_innocent_text_is_not_reported(case: dict[str, Any]) -> None:
    assert list(finder().search(*file_of(case))) == []


def test_a_hit_names_the_members_that_lead_to_it() -> None:
    inner = _zip("deep/page.html", b"one\ntwo\nsomeone.else@example.org")
    hits = list(finder().search("all.zip", _zip("inner.zip", inner, zipfile.ZIP_STORED)))
    assert Hit(0, hits[0].ways, ("inner.zip", "deep/page.html"), 3) in hits


def _behind_its_stream(text: bytes) -> bytes:
    """A ZIP whose member has text after its compressed stream, where no program unpacks it."""
    whole = _zip("a.txt", b"harmless " * 99)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        size = archive.infolist()[0].compress_size
    longer = (size + len(text)).to_bytes(4, "little")
    end = whole.index(b"PK\x01\x02")
    packed = whole[:end].replace(size.to_bytes(4, "little"), longer, 1) + text
    listed = whole[end:].replace(size.to_bytes(4, "little"), longer, 1)
    at = listed.rindex(b"PK\x05\x06") + 16
    return packed + listed[:at] + len(packed).to_bytes(4, "little") + listed[at + 4 :]


@pytest.mark.parametrize(
    "make",
    [
        lambda text: _zip("a.txt", b"harmless " * 99) + text,
        lambda text: text + _zip("a.txt", b"harmless " * 99),
        _behind_its_stream,
        lambda text: _png(b"IDAT", zlib.compress(b"harmless " * 99)) + text,
        lambda text: _png(b"tExt", text),
    ],
    ids=["behind", "before", "behind a stream", "behind a picture", "in a picture"],
)
def test_bytes_beside_compressed_streams_are_searched(make: Callable[[bytes], bytes]) -> None:
    assert list(finder().search("file", make(b"someone.else@example.org")))


def test_a_compressed_stream_is_not_searched_as_text() -> None:
    pixels = zlib.compress(b"harmless " * 99)
    assert without_packed(io.BytesIO(_png(b"IDAT", pixels))).read() == _png(
        b"IDAT", pixels
    ).replace(pixels, b"")
    deflated = zlib.compress(b"harmless " * 99, wbits=-15)
    archive = _zip("a.txt", b"harmless " * 99)
    assert deflated in archive
    assert without_packed(io.BytesIO(archive)).read() == archive.replace(deflated, b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", _zip("a", b"a" * 99)[:-9]),
        ("a.gz", gzip.compress(b"a")[:-12] + b"\xff" * 9),
        ("a.7z", b"7z\xbc\xaf\x27\x1c and so on"),
        ("a.zst", b"\x28\xb5\x2f\xfd and so on"),
        ("index.html.br", b"anything"),
    ],
    # Packed data contain the time: without ids, each process of a run would name the tests differently.
    ids=["zip", "gzip", "7z", "zstd", "brotli"],
)
def test_a_file_that_cannot_be_unpacked_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(Unread):
        list(finder().search(name, data))


def test_deeply_nested_archives_are_refused() -> None:
    data = b"x"
    for _ in range(9):
        data = gzip.compress(data)
    with pytest.raises(Unread):
        list(finder().search("a.gz", data))


def test_a_short_secret_without_context_is_unsearchable() -> None:
    assert needles([Secret("a", 1, "Li")], {})[1] == (0,)


@pytest.mark.parametrize(
    "secret",
    ["Hauptstraße 5b", "HAUPTSTRASSE 5B", "Inſpector Li", "Oﬃcer Smith", "№ 4711 Ⅷ", "①②③④⑤⑥"],
)
@pytest.mark.parametrize("around", ["{}", "She lives at {}, they say.", "<p>{}</p>", "福{}福"])
def test_letters_that_are_folded_are_also_found_as_written(secret: str, around: str) -> None:
    hunted, _ = needles([Secret("a", 1, secret)], {})
    assert list(Finder(hunted).search("file", around.format(secret).encode()))


@pytest.mark.parametrize(
    "text",
    ["他叫林国强。", "他叫林國強。", "林 国 强", "林&#22269;强", "林國\n<b>强</b>"],
)
@pytest.mark.parametrize("secret", ["林國強", "林国强"])
def test_chinese_is_found_in_simplified_and_traditional_characters(secret: str, text: str) -> None:
    hunted, _ = needles([Secret("a", 1, secret)], {})
    assert list(Finder(hunted).search("file", text.encode()))
    assert list(Finder(hunted).search("file", text.encode("gb18030")))


@pytest.mark.parametrize(
    "text", ["قال نور الدين", "نُور الدِّين", "نـــور الديـن", "<b>نور</b> الدين"]
)
@pytest.mark.parametrize("secret", ["نور الدين", "نـور الدين"])
def test_arabic_is_found_with_vowel_signs_and_lengthened_words(secret: str, text: str) -> None:
    hunted, _ = needles([Secret("a", 1, secret)], {})
    assert list(Finder(hunted).search("file", text.encode()))


def test_a_short_secret_is_found_by_context_with_folded_letters() -> None:
    hunted, _ = needles([Secret("a", 1, "Li", "Straße ", " weiß", common=True)], {})
    assert list(Finder(hunted).search("file", "In der Straße Li weiß man".encode()))


@given(data=st.binary(max_size=200))
def test_any_bytes_are_searched_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unread):
        list(finder().search("file", data))


@given(
    secret=st.text(st.characters(categories=("L", "N")), min_size=8, max_size=20),
    before=st.binary(max_size=60),
    after=st.binary(max_size=60),
)
def test_any_secret_is_found_in_any_surroundings(secret: str, before: bytes, after: bytes) -> None:
    hunted, unsearchable = needles([Secret("a", 1, secret)], {})
    if unsearchable:
        return
    try:
        found = list(Finder(hunted).search("file", before + b" " + secret.encode() + b" " + after))
    except Unread:
        return  # refused, and so not missed silently
    assert found
