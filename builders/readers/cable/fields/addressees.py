"""The TO and INFO lines: the addressees of a telegram."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from builders.model.cable import Addressee
from builders.readers.cable.fields import facts, labels
from builders.readers.cable.fields.plain import plain

PRECEDENCE = r"(?:NIACT[ ]+)?(?:FLASH|IMMEDIATE|IMMED|PRIORITY|ROUTINE)|NIACT"
_ROUTE_RE = re.compile(r"(?P<route>R[A-Z]{3,7}|ZEN)[ ]?/[ ]?(?P<name>[^\s/].*)")
# Two addressees on one line: "... BEIJING 0247 RUEHCN/AMCONSUL", or glued "3355RUEHX/EUROPEAN".
_GLUED_RE = re.compile(
    r"(?<=[^\s/])[ \t]*(?=\bR[A-Z]{4,7}/[A-Z]{2})|(?<=\d)(?=R[A-Z]{4,7}/[A-Z]{2})"
)
_TAIL_RE = re.compile(
    rf"(?P<name>.*?)(?:[ ]+(?P<precedence>{PRECEDENCE}))?(?:[ ]+(?P<mcn>\d{{1,6}}))?[ ]*"
)
_TO_RE = re.compile(r"^[ \t]*TO(?=[ \t:])[ \t:]*|^[ \t]*TO[ \t]*$", re.MULTILINE)
_INFO_RE = re.compile(r"^[ \t]*INFO(?=[ \t:])[ \t:]*|^[ \t]*INFO[ \t]*$", re.MULTILINE)
_EXCLUDED_RE = re.compile(r"(?:R[A-Z]{4,7}/)?XMT\b[ /:]*(?P<name>.*)")
# "INFO LOG-00 AF-00 AID-00", the Department's own distribution
DISTRIBUTION_RE = re.compile(
    r"(?:ACTION[ ]+)?(?:[A-Z]{1,6}(?:[/.][A-Z]{1,4})?-\d\d[ ,]*)+(?:/\d{3}[ ]?[A-Z]{0,2})?[ ]*"
    r"|/\d{3}[ ]?[A-Z]{0,2}|(?<!-)-{6,}[ ]*(?=[A-Z /]{0,12}\d)[\dA-Z][\dA-Z /]{0,40}"
)
CLASSIFICATION = (
    r"U{1,2}NCLAS(?:SIFIED)?\b|UNCLASSIFED\b|C[ ]?O[ ]?N[ ]?F[ ]?I[ ]?D[ ]?E[ ]?N[ ]?T[ ]?I[ ]?A[ ]?L\b"
    r"|(?:T[ ]?O[ ]?P[ ]+)?S[ ]E[ ]C[ ]R[ ]E[ ]T\b|(?:TOP[ ])?SECRET\b|LIMITED[ ]OFFICIAL[ ]USE\b"
)
_END_RE = re.compile(
    rf"^[ \t]*(?:{CLASSIFICATION}|SIPDIS\b|SENSITIVE\b|BT[ \t]*$|{labels.ORDER}|TAGS\b|SUBJECT\b|FM[ \t]"
    r"|-{3,}|#\d)",
    re.MULTILINE | re.IGNORECASE,
)
# "HIUNCLAS SECTION 01 OF 04 GUANGZHOU 000208": the classification glued to the last addressee
GLUED_CLASSIFICATION_RE = re.compile(
    # not "UUNCLAS", which 06MANAGUA1002 has at the head of the line
    rf"(?:(?<=[A-Z0-9/][A-Z0-9/])|(?<=[A-Z0-9/] ))(?=(?:{CLASSIFICATION})"
    r"(?:[ ]+(?:SECTION[ ]\d|[A-Z'’ ./-]{2,40}?[ ]\d{4,8}\b)))"
)
_LINE_END_RE = re.compile(r"\n")
_LONGEST_ENTRY = 120


class LineRange(NamedTuple):
    """The range in a text of the lines of one kind of addressee."""

    start: int
    end: int


def addressee_lines(text: str) -> tuple[LineRange | None, LineRange | None]:
    """The ranges of the TO and of the INFO addressees (labels excluded); None where one is missing."""
    to = _TO_RE.search(text)
    info = _INFO_RE.search(text, to.end() if to else 0)
    found: list[LineRange | None] = []
    for match, other in ((to, info), (info, None)):
        if match is None:
            found.append(None)
            continue
        end = _end(text, match.end())
        if other is not None:
            end = min(end, other.start())
        found.append(LineRange(match.end(), end))
    return found[0], found[1]


def _end(text: str, start: int) -> int:
    end = len(text)
    stop = _END_RE.search(text, start)
    if stop:
        end = min(end, stop.start())
    # the date-time group of a distribution block may follow; a blank line before text ends it
    blank = labels.BLANK_LINE_RE.search(text, start)
    if blank:
        end = min(end, blank.start())
    glued = GLUED_CLASSIFICATION_RE.search(text, start, end)
    return min(end, glued.start()) if glued else end


def addressees(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The action and the info addressees, as records of route, name, precedence, mcn, excluded."""
    text = plain(text)
    to, info = addressee_lines(text)
    return (
        [_record(addressee) for addressee in read_addressees(text, to)],
        [_record(addressee) for addressee in read_addressees(text, info)],
    )


def _record(addressee: Addressee) -> dict[str, Any]:
    return {**addressee.as_json(), "excluded": list(addressee.excluded)}


def read_addressees(text: str, where: LineRange | None) -> list[Addressee]:
    """The addressees in a range of the text, in order, duplicates kept."""
    if where is None:
        return []
    return addressees_of(line for line in _LINE_END_RE.split(text[where.start : where.end]))


def addressees_of(lines: Iterable[str]) -> list[Addressee]:
    """The addressees on lines from which the words TO and INFO have been removed."""
    found: list[Addressee] = []
    excluded: list[str] | None = None
    for line in _entries(lines):
        exclusion = _EXCLUDED_RE.fullmatch(line)
        if exclusion:
            excluded = excluded if excluded is not None else []
            if exclusion["name"]:
                excluded.append(exclusion["name"].strip())
            continue
        if excluded is not None and "/" not in line:
            excluded.append(line)
            continue
        _exclude(found, excluded)
        excluded = None
        found.append(read_addressee(line))
    _exclude(found, excluded)
    return [addressee for addressee in found if addressee.name]


def _exclude(found: list[Addressee], excluded: list[str] | None) -> None:
    """Add the posts that an XMT line exempts to the collective addressee before it."""
    if found and excluded:
        last = found.pop()
        found.append(Addressee(last.name, last.route, last.precedence, last.mcn, tuple(excluded)))


def _entries(lines: Iterable[str]) -> Iterator[str]:
    """The entries, each of one addressee; office symbols (`//J3/J5/`) may run over a line end."""
    held = ""
    for entry in _pieces(lines):
        whole = f"{held}{entry}"
        if whole.count("//") % 2 and len(whole) < _LONGEST_ENTRY:
            held = whole
            continue
        held = ""
        yield whole
    if held:
        yield held


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    for raw in lines:
        line = labels.OLD_PAGE_BREAK_RE.sub(" ", labels.PAGE_BREAK_RE.sub(" ", raw))
        for part in _GLUED_RE.split(line):
            entry = " ".join(part.split())
            if entry and not DISTRIBUTION_RE.fullmatch(entry):
                yield entry


def read_addressee(line: str) -> Addressee:
    """The addressee in an entry such as `RUEHC/SECSTATE WASHDC IMMEDIATE 3355`."""
    route = None
    match = _ROUTE_RE.fullmatch(line)
    if match:
        route, line = match["route"], match["name"]
    tail = _TAIL_RE.fullmatch(line)
    if not tail or not tail["name"] or line.upper() in facts.addressee_names():
        return Addressee(line, route)  # the number in "CTF 345" is part of the name
    return Addressee(tail["name"], route, tail["precedence"], tail["mcn"])
