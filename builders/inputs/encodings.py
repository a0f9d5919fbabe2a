"""Bytes as text: in the encoding that is said, or what shows that they are in another."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from builders.inputs.settings_files import PUBLICATION_FILE
from builders.problems import Problem

_HALF_RE = re.compile("[\ud800-\udfff]")
MOST_NULS = 0.25
"""Of the characters of a text: one may have got in, but not one for each letter."""
USUAL_ENCODINGS = ("gb18030", "big5", "windows-1252", "iso-8859-1", "utf-16")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PAGE_RE = re.compile(
    rb"\s{0,200}(?:<\?xml\b[^<>]{0,200}>\s{0,200})?(?:<!--(?:(?!-->).){0,2000}-->\s{0,200}){0,3}<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET_RE = re.compile(
    rb"<meta\b[^<>]{0,200}?\bcharset\s{0,3}=\s{0,3}[\"']?\s{0,3}(?P<name>[A-Za-z][\w.:-]{1,20})",
    re.IGNORECASE,
)
_HEAD = 4096
_AS_BROWSERS_READ = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "x-sjis": "shift_jis",
}
"""Encodings that pages name where they mean a larger one (WHATWG)."""


def is_encoding(name: str) -> bool:
    """Whether it is the name of an encoding of texts; rot13, zip and the like are none."""
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001  # nothing public says it
    except (LookupError, ValueError):
        return False


def marked(data: bytes) -> str | None:
    """The encoding that a mark at the beginning names; None without one."""
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def named_by_page(data: bytes) -> str | None:
    """The encoding that a saved page of the web says it is in; None where it says none."""
    found = _CHARSET_RE.search(data, 0, _HEAD) if _PAGE_RE.match(data) else None
    if found is None:
        return None
    name = found["name"].decode("ascii").lower()
    name = _AS_BROWSERS_READ.get(name, name)
    return name if is_encoding(name) else None


def decoded(where: str, data: bytes, encoding: str) -> str | Problem:
    """The text, or what shows that it is in another encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        return _undecodable(where, data, encoding, error)
    half = _HALF_RE.search(text)
    if half is not None:
        return _half(where, text, half.start(), encoding)
    return _two_bytes(where, data) if text.count("\0") > len(text) * MOST_NULS else text


def _undecodable(where: str, data: bytes, encoding: str, error: UnicodeError) -> Problem:
    """An error that names the byte, its place, and encodings in which the file would read."""
    at = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, at) + 1
    hint = (
        f"If it is in another encoding, say so in the sidecar (`encoding:` {', '.join(_readable(data))});"
        f" if many are, in {PUBLICATION_FILE}."
    )
    byte = f"byte 0x{data[at]:02X} at offset {at} is not {encoding}"
    return Problem(where, line, "encoding", byte, hint)


def _half(where: str, text: str, at: int, encoding: str) -> Problem:
    """An error for half of a surrogate pair, which UTF-7 takes and no file in UTF-8 can hold."""
    line = text.count("\n", 0, at) + 1
    message = f"U+{ord(text[at]):04X}, half of a character, is not valid in {encoding}"
    return Problem(where, line, "encoding", message, "Save the file as UTF-8, and check this line.")


def _two_bytes(where: str, data: bytes) -> Problem:
    """An error for a text with a byte of nothing beside each letter."""
    encoding = "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    hint = f"If it is in {encoding}, say so in the sidecar (`encoding: {encoding}`)."
    return Problem(where, 1, "encoding", "every other byte is 0x00", hint)


def _readable(data: bytes) -> Iterator[str]:
    """The usual encodings in which the bytes are a text; a mark at their beginning leaves no doubt."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
        return
    for encoding in USUAL_ENCODINGS:
        if encoding == "utf-16" and b"\0" not in data:
            continue  # any bytes are letters of it; but of a text one at least is a line's end
        try:
            data.decode(encoding)
        except UnicodeError:
            continue
        yield encoding


def windows_1252(data: bytes) -> str:
    """The bytes as windows-1252; the five it leaves undefined as in ISO-8859-1 (WHATWG)."""
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
            for byte in data
        )
