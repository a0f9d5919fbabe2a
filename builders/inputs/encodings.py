"""Decoding source files: the text in a given encoding, or a problem that shows it is in another."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from builders.inputs.file_signatures import UNDECODED_WEB_PAGE_RE
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.problems import Problem

_SURROGATE_RE = re.compile("[\ud800-\udfff]")
MAX_NUL_SHARE = 0.25
"""The largest tolerated share of NULs among a text's characters; UTF-16 has more."""
USUAL_ENCODINGS = ("gb18030", "big5", "windows-1252", "iso-8859-1", "utf-16")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHARSET_RE = re.compile(
    rb"<meta\b[^<>]{0,200}?\bcharset\s{0,3}=\s{0,3}[\"']?\s{0,3}(?P<name>[A-Za-z][\w.:-]{1,20})",
    re.IGNORECASE,
)
_PRESCAN_LENGTH = 4096
_WHATWG_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "x-sjis": "shift_jis",
}
"""Encodings that web pages declare, to the supersets that browsers decode them as (WHATWG)."""


def is_encoding(name: str) -> bool:
    """Whether a name is that of a text encoding; codecs such as rot13 and zip are not."""
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001  # nothing public says it
    except (LookupError, ValueError):
        return False


def encoding_by_mark(data: bytes) -> str | None:
    """The encoding that a byte-order mark at the beginning stands for; None without one."""
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def encoding_by_page(data: bytes) -> str | None:
    """The encoding that a saved web page declares; None where it declares none that is known."""
    if not UNDECODED_WEB_PAGE_RE.match(data):
        return None
    found = _CHARSET_RE.search(data, 0, _PRESCAN_LENGTH)
    if found is None:
        return None
    name = found["name"].decode("ascii").lower()
    name = _WHATWG_SUPERSETS.get(name, name)
    return name if is_encoding(name) else None


def decode(where: str, data: bytes, encoding: str) -> str | Problem:
    """The text in an encoding, or an error if the bytes do not decode, or decode to nonsense."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        return _undecodable(where, data, encoding, error)
    half = _SURROGATE_RE.search(text)
    if half is not None:
        return _lone_surrogate(where, text, half.start(), encoding)
    return _unnamed_utf_16(where, data) if text.count("\0") > len(text) * MAX_NUL_SHARE else text


def _undecodable(where: str, data: bytes, encoding: str, error: UnicodeError) -> Problem:
    """An error that names the byte, its offset, and the encodings that can decode the file."""
    at = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, at) + 1
    hint = (
        f"If it is in another encoding, say so in the sidecar (`encoding:` {', '.join(_possible_encodings(data))});"
        f" if many are, in {PUBLICATION_FILE}."
    )
    byte = f"byte 0x{data[at]:02X} at offset {at} is not {encoding}"
    return Problem(where, line, "encoding", byte, hint)


def _lone_surrogate(where: str, text: str, at: int, encoding: str) -> Problem:
    """An error for a lone surrogate, which Python's UTF-7 decodes but no UTF-8 file can hold."""
    line = text.count("\n", 0, at) + 1
    message = f"U+{ord(text[at]):04X}, half of a character, is not valid in {encoding}"
    return Problem(where, line, "encoding", message, "Save the file as UTF-8, and check this line.")


def _unnamed_utf_16(where: str, data: bytes) -> Problem:
    """An error for a text in which every other byte is zero."""
    encoding = "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    hint = f"If it is in {encoding}, say so in the sidecar (`encoding: {encoding}`)."
    return Problem(where, 1, "encoding", "every other byte is 0x00", hint)


def _possible_encodings(data: bytes) -> Iterator[str]:
    """The usual encodings that can decode the bytes; UTF-16 alone after its byte-order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
        return
    for encoding in USUAL_ENCODINGS:
        if encoding == "utf-16" and b"\0" not in data:
            continue  # almost any bytes decode as UTF-16, but its line ends contain 0x00
        try:
            data.decode(encoding)
        except UnicodeError:
            continue
        yield encoding


def windows_1252(data: bytes) -> str:
    """The bytes as windows-1252; the five bytes undefined there are read as ISO-8859-1 (WHATWG)."""
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
            for byte in data
        )
