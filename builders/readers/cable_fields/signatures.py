"""Who signed: the chief of mission's surname under the last paragraph."""

from __future__ import annotations

import re

from builders.readers.cable_fields import labels
from builders.readers.cable_fields.plain import plain

# STRAUSZ-HUPE, DE PREE, Susman, clinton, O'NEILL, HORAN##
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.](?=[^\W\d_])){0,24}"
NAME_RE = re.compile(rf"(?P<name>{_WORD}(?:[ -]{{1,2}}{_WORD}){{0,3}})[ \t]*(?:#+|\.\.)?[ \t]*")
# Banners, page lines and the end of the transmission, which may stand under a signature.
TRAILER_RE = re.compile(
    r"[ \t]*(?:"
    r"(?:UN)?CLASSIFIED(?://?[A-Z /]+)?|CONFIDENTIAL(?://?[A-Z /]+)?|SECRET(?://?[A-Z /]+)?|LIMITED OFFICIAL USE"
    r"|N{4}|BT|#\d{3,5}|#+|SIPDIS|SENSITIVE|WP|NOTE: .{0,80}"
    r"|\d{4}[A-Z]{4,8}\d{5}[ ]-[ ][A-Z /]+|[A-Z][A-Z .]{2,60}\.{3}|=*[A-Z]*CABLE ENDS=*|\d{1,3}"
    r")[ \t]*"
)
_BLANK = frozenset(("", "-", "--"))
_CAPTION_RE = re.compile(r"GP-\d")
_NOT_NAMES = frozenset(
    [
        "SUMMARY",
        "COMMENT",
        "END",
        "NOTE",
        "TEXT",
        "NNNN",
        "BT",
        "SIPDIS",
        "SENSITIVE",
        "UNCLASSIFIED",
        "CONFIDENTIAL",
        "SECRET",
        "NOFORN",
        "BEGIN",
        "MINIMIZE",
        "CONSIDERED",
        "UNCLAS",
        "BEST",
        "REGARDS",
        "SINCERELY",
        "LIST",
        "ACTION",
        "BACKGROUND",
        "PAGE",
        "SUBJECT",
        "XXXXX",
    ]
)
_LONGEST_NAME = 32
_LONGEST_ENDING = 100
_SENTENCE_END_RE = re.compile(r"[.?!:\"”’)\]]\s*$")
_LAST_WORD_RE = re.compile(
    r"(?<=[.?!)\"”])[ ]+(?P<name>[A-Z]{3,}(?:[-'’][A-Z]{2,})?)(?:[ ]+(?P<again>[A-Za-z'’-]{3,}))?[ \t]*\Z"
    # 08LONDON1176: "http://www.intelink.sgov.gov/wiki/Portal:Unit ed_Kingdom TUTTLE"
    r"|(?<=ed_Kingdom)[ ]+(?P<footed>[A-Za-z'’-]{3,})[ \t]*\Z"
)


def is_name(line: str) -> bool:
    """Whether a line by itself looks like a signature."""
    line = line.strip()
    match = NAME_RE.fullmatch(line) if len(line) <= _LONGEST_NAME else None
    if not match:
        return False
    words = re.split(r"[ -]+", match["name"].upper())
    if _NOT_NAMES.intersection(words) or all(len(set(word)) == 1 for word in words):
        return False
    name = match["name"]
    particles = all(
        word[:1].isupper() or word in {"de", "von", "van", "der", "la", "du"}
        for word in name.split()
    )
    return len(name) > 1 and (name.isupper() or particles or (name.islower() and " " not in name))


def signature_at_end(line: str) -> tuple[int, int] | None:
    """Where a signature stands that runs on after the last sentence of a line."""
    match = _LAST_WORD_RE.search(line, max(0, len(line) - _LONGEST_ENDING))
    if not match:
        return None
    name = match["name"] or match["footed"]
    if not is_name(name) or (match["again"] and match["again"].upper() != name.upper()):
        return None
    return (match.start(), match.end())


def signatures(text: str, *, canonicalize: bool = False) -> list[str]:
    """The surnames under the text, as printed; mostly one, none where nothing is signed.

    `canonicalize` gives them in capitals.
    """
    lines = plain(text).rstrip().split("\n")
    found: list[str] = []
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position].strip()
        if line in _BLANK or TRAILER_RE.fullmatch(line) or _page_line(line):
            continue
        if is_name(line) and _stands_under(lines, position):
            found.append(printed_name(line))
        else:
            span = signature_at_end(line)
            if span:
                found.append(printed_name(line[slice(*span)]))
        break
    return [name.upper() for name in found] if canonicalize else found


def printed_name(line: str) -> str:
    """The name without the marks behind it; one that is there twice (`SHANNON Shannon`), once."""
    match = NAME_RE.fullmatch(line.strip())
    name = " ".join((match["name"] if match else line).split())
    first, _, second = name.partition(" ")
    return first if first.upper() == second.upper() else name


def _page_line(line: str) -> bool:
    return bool(labels.OLD_PAGE_BREAK_RE.match(line) or labels.PAGE_BREAK_RE.match(line))


def _stands_under(lines: list[str], position: int) -> bool:
    """Whether the line follows finished text: a blank line, a sentence's end, or nothing."""
    if position == 0:
        return True
    before = lines[position - 1].strip()
    return (
        not before
        or bool(_SENTENCE_END_RE.search(before))
        or bool(_CAPTION_RE.fullmatch(before))
        or bool(TRAILER_RE.fullmatch(before))
        or bool(labels.RULE_RE.fullmatch(before))
        or "ed_Kingdom" in before
    )
