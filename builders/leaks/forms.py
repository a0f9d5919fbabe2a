"""The forms of some bytes: as they are, without tags, with their escapes read, decoded.

Everything here is linear: each form is made in one pass, and there are at most a few of them.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from builders.leaks.needles import Fold, squeezed
from builders.leaks.ways import Way

ROUNDS = 3
"""How deep escapes within escapes are read: an address in a query string in JSON in an attribute."""
RUN_RE = re.compile(
    # Shorter words are passed over in one go, which takes half the time of trying at each letter.
    rb"[^A-Za-z0-9+/_-]*+(?:[A-Za-z0-9+/_-]{1,11}+(?![A-Za-z0-9+/_-])[^A-Za-z0-9+/_-]*+)*+"
    rb"(?:([A-Za-z0-9+/_-]{12,}+(?:\r?\n[ \t]{0,8}[A-Za-z0-9+/_-]++)*+)|\Z)"
)
"""Letters of base64, over lines as mail programs write it; the last one found may be empty."""
BETWEEN_RUNS = b"AAAA"
"""Spells noughts, which are not looked at."""
BOXES = (b"H4sI", b"UEsDB", b"iVBORw0KG", b"QlpoO", b"/Td6WFo", b"JVBERi0")
"""How packed files begin in base64: gzip, ZIP, PNG, bzip2, xz, PDF."""
TAG_RE = re.compile(rb"<[^<>]*>")
BRACKETS = (b"<", b">")
COMMENT, COMMENT_END = b"<!--", b"-->"
ESCAPE_RE = re.compile(
    # One class of first bytes: the engine passes over all others at once.
    rb"[%&\\\xc2\xe2\xef](?:"
    rb"(?<=%)(?P<percent>[0-9A-Fa-f]{2})"
    rb"|(?<=&)(?P<entity>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)"
    rb"|(?<=\\)(?:(?P<json>u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8})"
    rb"|(?P<hex>x[0-9A-Fa-f]{2})"
    rb"|(?P<octal>[0-7]{3})"
    rb"|(?P<css>[0-9A-Fa-f]{2,6}[ ]?)"
    rb"|(?P<blank>[abfnrtv]|\r?\n))"
    rb"|(?P<hidden>(?<=\xc2)[\xa0\xad]|(?<=\xe2)\x80[\x8b-\x8f\xa8-\xae]"
    rb"|(?<=\xe2)\x81[\xa0-\xa4]|(?<=\xef)\xbb\xbf))"
)
"""`%40`, `&#64;`, `&commat;`, `\\u0040`, `\\x40`, `\\100`, `\\40 `, line ends, soft hyphens."""
QUOTED_RE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,8}\r?\n)")
"""`=40`, and the line ends that quoted-printable puts in."""
QUOTED_SIGN_RE = re.compile(rb"=(?:40|3D|2E|\r?\n)")
MANY_BYTES_RE = re.compile(rb"\xef[\xbc\xbd]|\xf0\x9d[\x90-\x9f]")
"""Full-width and mathematical letters, which are ASCII's in another dress."""
MANY_BYTES_SIGNS = (b"\xef", b"\xf0\x9d")
"""Their first bytes, which are found at once or not at all."""
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
EASTERN = ("gb18030", "big5", "shift_jis", "euc_kr", "iso-8859-1")

_FROM_ADDRESSES = bytes.maketrans(b"-_", b"+/")
_ALNUM = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = bytes.maketrans(_ALNUM[36:], _ALNUM[10:36])
_NOT_ALNUM = bytes(code for code in range(256) if code not in _ALNUM)
_IN_NUMBERS = b" \t\r\n()/-+"


def folded(data: bytes, fold: Fold) -> bytes:
    """The bytes without what the fold drops."""
    match fold:
        case Fold.SQUEEZED:
            return data.translate(_LOWER, _NOT_ALNUM)
        case Fold.LETTERS:
            if data.isascii():
                return b""  # its needles are not ASCII, and no folding makes them so
            return squeezed(data.decode("utf-8", "ignore")).encode("utf-8", "surrogatepass")
        case Fold.WORDS:
            return data.translate(_LOWER)
        case Fold.NUMBERS:
            return data.translate(None, _IN_NUMBERS)


def forms(data: bytes, *, other_scripts: bool) -> Iterator[tuple[Way, bytes]]:
    """The forms in which something can stand in some bytes, themselves first.

    Args:
        data: Any bytes, not packed.
        other_scripts: Whether something is looked for that is not ASCII.
    """
    yield from _read(data)
    for text in _decoded(data, other_scripts=other_scripts):
        for _, form in _read(text):
            yield Way.WIDE, form


def untagged(data: bytes) -> bytes:
    """Without tags and comments; what stood on both sides of one stands together."""
    if COMMENT in data:
        parts, at = [], 0
        while (start := data.find(COMMENT, at)) >= 0:
            end = data.find(COMMENT_END, start)
            if end < 0:
                break
            parts.append(data[at:start])
            at = end + len(COMMENT_END)
        data = b"".join((*parts, data[at:]))
    return TAG_RE.sub(b"", data)


def unescaped(data: bytes) -> bytes:
    """With each escape read once."""
    meanings = _Meanings()
    data = ESCAPE_RE.sub(lambda match: meanings[match[0]], data)
    if QUOTED_SIGN_RE.search(data):
        data = QUOTED_RE.sub(_quoted, data)
    return data


def runs_of_base64(data: bytes) -> Iterable[bytes]:
    """What can be base64 in some bytes, each run of letters once, without its line ends."""
    # Nearly all are names and addresses, which come again and again.
    for run in dict.fromkeys(RUN_RE.findall(data)):
        yield run.translate(_FROM_ADDRESSES, b" \t\r\n")


def from_base64(runs: Iterable[bytes]) -> tuple[bytes, tuple[bytes, ...]]:
    """What runs of base64 spell, wherever in a run it begins, and packed files."""
    each = list(runs)
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


def _spelled(letters: bytes) -> bytes:
    return binascii.a2b_base64(letters + b"A" * (-len(letters) % 4))


def _read(data: bytes) -> Iterator[tuple[Way, bytes]]:
    """The bytes, and what stays of them when escapes are read, each with and without its tags."""
    way = Way.PLAIN
    for left in range(ROUNDS, -1, -1):
        yield way, data
        read = unescaped(data) if left else data
        # Where no escape stands for a bracket, the tags are the same ones in what follows.
        brackets = read == data or any(data.count(sign) != read.count(sign) for sign in BRACKETS)
        if brackets and b"<" in data:
            yield Way.TAGS, untagged(data)
        if read == data:
            return
        way, data = Way.ESCAPES, read


def _decoded(data: bytes, *, other_scripts: bool) -> Iterator[bytes]:
    """The bytes as UTF-8, if they can be text in other encodings."""
    if b"\0" in data:
        yield data.replace(b"\0", b"")
    if any(sign in data for sign in MANY_BYTES_SIGNS) and MANY_BYTES_RE.search(data):
        yield squeezed(data.decode("utf-8", "ignore")).encode("utf-8", "ignore")
    if other_scripts and (b"\0" in data or not _is_utf_8(data)):
        for encoding in (*WIDE, *EASTERN):
            yield data.decode(encoding, "ignore").encode("utf-8", "ignore")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Meanings(dict[bytes, bytes]):
    """What each escape of a text stands for; nothing for white space and what is not seen."""

    def __missing__(self, escape: bytes) -> bytes:
        """Work it out, for there are few and they come again."""
        match = ESCAPE_RE.fullmatch(escape)
        meaning = MEANINGS.get((match and match.lastgroup) or "")
        self[escape] = found = meaning(escape) if meaning else b""
        return found


def _character(digits: bytes, base: int) -> bytes:
    number = int(digits, base)
    return chr(number).encode("utf-8", "ignore") if number <= 0x10FFFF else b""  # noqa: PLR2004  # the last code point


def _quoted(match: re.Match[bytes]) -> bytes:
    digits = match[0][1:].strip()
    return bytes([int(digits, 16)]) if digits else b""


MEANINGS: dict[str, Callable[[bytes], bytes]] = {
    "percent": lambda escape: bytes([int(escape[1:], 16)]),
    "entity": lambda escape: unescape(escape.decode()).encode("utf-8", "ignore"),
    "json": lambda escape: _character(escape[2:].strip(b"{}"), 16),
    "hex": lambda escape: _character(escape[2:], 16),
    "octal": lambda escape: bytes([int(escape[1:], 8) & 0xFF]),
    "css": lambda escape: _character(escape[1:].strip(), 16),
}
"""What each group of `ESCAPE_RE` stands for."""
