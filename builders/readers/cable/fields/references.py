"""The REF line: the telegrams, e-mails and books that a telegram refers to."""

from __future__ import annotations

import re
from typing import NamedTuple

from builders.model.cable import Reference, ReferenceKind
from builders.readers.cable.fields import facts, labels
from builders.readers.cable.fields.identifiers import make_id, nearest_post, post_name
from builders.readers.cable.fields.plain import plain, without_page_breaks
from builders.readers.cable.fields.reference_lines import CABLE_RE, POST, references_span

# Letters are written as A. or B) or (C) or A.) or REF A: and are often doubled.
_LETTER_RE = re.compile(
    rf"(?:(?<=[\s;,.:)])|^){labels.PILCROW}?[ ]?\(?(?:REF[ ]?)?(?P<letter>[A-Z])(?:[ ]?[.):]+|(?<=REF[ ][A-Z])(?=[ ]))[ ]?",
    re.IGNORECASE,
)
_FURTHER_RE = re.compile(
    r"[ ]?(?:,|;|AND|&|,[ ]?AND)[ ]?(?P<number>\d{1,8})(?![\d/])"
    r"(?P<after>[ ]?[-/](?:\d\d|(?:19|20)\d\d)\b|[ ]?\((?:\d\d|(?:19|20)\d\d)\))?(?![ ]?(?!AND\b|ET\b)[A-Z]{2})",
    re.IGNORECASE,
)
_NUMBER_FIRST_RE = re.compile(rf"(?P<number>\d{{1,6}})[ ](?P<post>{POST})[ .]*", re.IGNORECASE)
_EMAIL_RE = re.compile(r"E-?[ ]?MAILS?\b|@", re.IGNORECASE)
_BOOK_RE = re.compile(
    r"\b\d{1,3}[ ]?(?:FAM|FAH|CFR|USC|U\.S\.C)\b|\b(?:FAM|FAH|INA)[ ](?:SECTION|\d)", re.IGNORECASE
)
_SPACES = r"(?:(?<![ ])[ ]++)?"
"""A whole run of spaces or none: to begin again at each space of a long run would take too long."""
_SEPARATOR_RE = re.compile(
    rf"{_SPACES};[ ]*|{_SPACES},[ ]++(?=(?:\d{{2}}[ ]|\d{{4}}[ ])?[^\W\d])"
    r"|(?<![ ])[ ]++(?:AND|&)[ ]++(?=(?:\d\d[ ])?[^\W\d])|:[ ]++(?=[^\W\d])"
)
_NOT_A_POST_RE = re.compile(
    r"\b(?:AND|THE|OF|TO|FROM|ON|IN|AT|BY|FOR|WITH|DATED|DTG|FAX|MEMO|LETTER|NOTE|PARA(?:S|GRAPHS?)?|PAGE"
    r"|EMAILS?|TELCONS?|PHONE|CALL|TEL|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?"
    r"|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|NOS?|SECTION|CHAPTER|FA[MH]"
    r"|CFR|USC|UNSCR|RESOLUTION|APPENDIX|EXHIBIT)\b",
    re.IGNORECASE,
)
_LEADING_RE = re.compile(
    r"^(?:(?:REF(?:S|TELS?|ERENCES?)?|CABLES?|TELS?(?! AVIV)|AND)\b[ :.]*)+", re.IGNORECASE
)
_CAPTION_RE = re.compile(r"\b(?:SIPDIS|SENSITIVE)\b")
_TRAILING_RE = re.compile(r"[\s,;:.&]+$")
_DTG_RE = re.compile(r"\d{6}Z", re.IGNORECASE)
_COUNTED_RE = re.compile(r"(?: (?:CABLES?|TELS?|TELEGRAMS?|REFTELS?|NO|NOS))+$", re.IGNORECASE)
_SHORTEST_GUESS = 5


class _Cable(NamedTuple):
    start: int
    end: int
    id: str | None


def reference_items(
    text: str, *, year: int | None, reference_id: str | None = None
) -> list[Reference]:
    """All that the REF line refers to, in order.

    A reference without a year takes `year`, and has no identifier where that is unknown. One to
    `reference_id`, the telegram itself, comes from a page break and is left out.
    """
    text = plain(text)
    span = references_span(text)
    if span is None:
        return []
    line = " ".join(_CAPTION_RE.sub(" ", without_page_breaks(text[slice(*span)])).split())
    found: list[Reference] = []
    for letter, words in _lettered(line):
        found.extend(_references_in(words, letter, year))
    return [item for item in found if item.id is None or item.id != reference_id]


def references(text: str, *, year: int, reference_id: str | None = None) -> list[str]:
    """The canonical identifiers of the telegrams in the REF line, each once."""
    items = reference_items(text, year=year, reference_id=reference_id)
    return list(dict.fromkeys(item.id for item in items if item.id))


def _lettered(line: str) -> list[tuple[str | None, str]]:
    """The REF line split at its letters; doubled letters (`B. B)`) count once."""
    parts: list[tuple[str | None, str]] = []
    letter: str | None = None
    at = 0
    for match in _LETTER_RE.finditer(line):
        if _within_a_name(line, match):
            continue
        before = line[at : match.start()]
        if before.strip(" .,:;&"):
            parts.append((letter, before))
        letter = match["letter"].upper()
        at = match.end()
    rest = line[at:]
    if rest.strip(" .,:;&"):
        parts.append((letter, rest))
    return parts


def _within_a_name(line: str, match: re.Match[str]) -> bool:
    """Whether what looks like a letter is an initial or an abbreviation (`U.S.`, `J. SMITH`)."""
    after = line[match.end() : match.end() + 2]
    return line[match.start() : match.end()].rstrip().endswith(".") and (
        after[1:2] == "."
        or (after[:1].isalpha() and not match[0].endswith((" ", ")")) and after[:1].islower())
    )


def _references_in(words: str, letter: str | None, year: int | None) -> list[Reference]:
    words = _TRAILING_RE.sub("", _LEADING_RE.sub("", words.strip()))
    found: list[Reference] = []
    at = 0
    for cable in _cables(words, letter, year):
        found.extend(_other_references(words[at : cable.start], letter))
        found.append(
            Reference(words[cable.start : cable.end].strip(), ReferenceKind.CABLE, cable.id, letter)
        )
        at = cable.end
    found.extend(_other_references(words[at:], letter))
    return found


def _cables(words: str, letter: str | None, year: int | None) -> list[_Cable]:
    """The telegrams in a stretch of the REF line."""
    number_first = _NUMBER_FIRST_RE.fullmatch(words)
    if number_first and len(number_first["number"]) > 2:  # noqa: PLR2004  # else it is a year
        post = _post(number_first["post"])
        if post:
            return [_Cable(0, len(words), _identifier(year, post, number_first["number"]))]
    found: list[_Cable] = []
    at = 0
    while match := CABLE_RE.search(words, at):
        read = _read_cable(match, letter, year, whole=match.end() - match.start() >= len(words) - 1)
        if read is None:
            at = match.end("post")
            continue
        start, post, its_year, end = read
        found.append(_Cable(start, end, _identifier(its_year, post, match["number"])))
        at = end
        while further := _FURTHER_RE.match(words, at):
            its_year = _year(further["after"], year)
            found.append(
                _Cable(
                    further.start("number"),
                    further.end(),
                    _identifier(its_year, post, further["number"]),
                )
            )
            at = further.end()
    return found


def _read_cable(
    match: re.Match[str], letter: str | None, year: int | None, *, whole: bool
) -> tuple[int, str, int | None, int] | None:
    """The start, the post, the year and the end of a reference; None if the match is none."""
    if _DTG_RE.match(match.string, match.start("number")):
        return None
    if len(match["number"]) > 6 and not match["number"].startswith("0"):  # noqa: PLR2004  # a telephone
        return None
    words = _COUNTED_RE.sub("", match["post"]).replace("-", " ").split(" ")
    offset = match.start("post")
    its_year = match["year"] or match["bracketed"]
    for skipped in range(len(words)):
        name = " ".join(words[skipped:])
        post = _post(name, guess=whole or skipped == 0 or bool(letter))
        if post:
            start = match.start() if skipped == 0 else offset
            stated = its_year if skipped == 0 else None
            end = match.end()
            if stated and match["after"]:
                end = match.end("number")
            after = None if stated else match["after"]
            return start, post, _year(stated or after, year), end
        offset += len(words[skipped]) + 1
    name = " ".join(words)
    if whole and not _NOT_A_POST_RE.search(name) and name.isupper():
        return (
            match.start(),
            facts.letters(name),
            _year(its_year or match["after"], year),
            match.end(),
        )
    return None


def _post(name: str, *, guess: bool = True) -> str | None:
    """The post as identifiers write it, if the name is that of a known post or very near to one."""
    known = post_name(name)
    if known or not guess:
        return known
    if _NOT_A_POST_RE.search(name) or len(name) < _SHORTEST_GUESS:
        return None
    return nearest_post(name)


def _identifier(year: int | None, post: str, number: str) -> str | None:
    return None if year is None else make_id(year, post, int(number))


def _year(written: str | None, default: int | None) -> int | None:
    digits = "".join(character for character in written or "" if character.isdigit())
    if digits:
        return int(digits) % 100
    return None if default is None else default % 100


def _other_references(words: str, letter: str | None) -> list[Reference]:
    """The references to anything but telegrams: e-mails, books, posts without a number and so on."""
    found = []
    if _BOOK_RE.search(words):
        return [Reference(words.strip(" ,;:&"), ReferenceKind.BOOK, None, letter)]
    for raw in _SEPARATOR_RE.split(words):
        item = raw.strip(" ,;:.&")
        if item.count("(") != item.count(")"):
            item = item.strip("()").strip()
        if (
            not item
            or item.upper() in {"AND", "NOTAL", "(NOTAL)", "ET AL", "REF", "B", "C", "D"}
            or len(item) == 1
        ):
            continue
        if item.startswith("(") and item.endswith(")"):
            continue  # ("A SPLENDID LITTLE VISIT") is the subject of the telegram before it
        if _EMAIL_RE.search(item):
            kind = ReferenceKind.EMAIL
        elif post_name(item):
            kind = ReferenceKind.INCOMPLETE
        else:
            kind = ReferenceKind.OTHER
        found.append(Reference(item, kind, None, letter))
    return found
