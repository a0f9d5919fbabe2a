"""The signature of a telegram: the chief of mission's surname below the last paragraph."""

from __future__ import annotations

import re

from builders.inputs.patterns import BAR
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.plain import plain

# STRAUSZ-HUPE, DE PREE, Susman, clinton, O'NEILL, HORAN##
NAME_RE = re.compile(
    rf"(?:UNQ(?:UO)?TE\.?[ ])?(?P<name>{labels.WORD}(?:[ -]{{1,2}}{labels.WORD}){{0,3}})[ \t]*(?:#+|\.{{1,2}})?[ \t]*"
)
# Banners, page lines and the end of the transmission, which may stand under a signature.
TRAILER_RE = re.compile(
    r"[ \t]*(?:"
    r"(?:UN)?CLASSIFIED(?://?[A-Z /]+)?|CONFIDENTIAL(?://?[A-Z /]+)?|SECRET(?://?[A-Z /]+)?|LIMITED OFFICIAL USE"
    r"|N{3,4}|BT|MINIMIZED?[ ]CONSIDERED\.?|#\d{3,5}|#+|SIPDIS|SENSITIVE|WP|NOTE: .{0,80}"
    r"|\d{4}[A-Z]{4,8}\d{5}[ ]-[ ][A-Z /]+|[A-Z][A-Z .]{2,60}\.{3}|=*[A-Z]*CABLE ENDS=*|\d{1,3}"
    r")[ \t]*"
)
_BLANK = frozenset(("", "-", "--"))
_CLOSED_RE = re.compile(
    r"\bEND (?:OF )?(?:COMMENT|SUMMARY|TEXT|NOTE|MESSAGE|TRANSLATION)$", re.IGNORECASE
)
# 09STATE63812 closes with "Jeff" and is signed "clinton".
_FORENAME_RE = re.compile(r"[A-Z][a-z]{1,14}")
_SHORT_LINE = 40
_CAPTION_RE = re.compile(r"GP-\d")
_NOT_A_NAME_RE = re.compile(
    r"\b(?:SUMMARY|COMMENT|END|NOTE|TEXT|NNNN|BT|SIPDIS|SENSITIVE|UNCLASSIFIED|CONFIDENTIAL|SECRET|NOFORN"
    r"|BEGIN|MINIMIZE|CONSIDERED|UNCLAS|BEST|REGARDS|SINCERELY|LIST|ACTION|BACKGROUND|PAGE|SUBJECT)\b",
    re.IGNORECASE,
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
    if line == BAR:  # a name that was redacted
        return True
    match = NAME_RE.fullmatch(line) if len(line) <= _LONGEST_NAME else None
    if not match:
        return False
    words = re.split(r"[ -]+", match["name"].upper())
    if _NOT_A_NAME_RE.search(line) or all(len(set(word)) == 1 for word in words):
        return False
    name = match["name"]
    particles = all(
        word[:1].isupper() or word in {"de", "von", "van", "der", "la", "du"}
        for word in name.split()
    )
    return len(name) > 1 and (name.isupper() or particles or (name.islower() and " " not in name))


def signature_at_end(line: str) -> tuple[int, int] | None:
    """The offsets of a signature that runs on after the last sentence of a line, or None."""
    match = _LAST_WORD_RE.search(line, max(0, len(line) - _LONGEST_ENDING))
    if not match:
        return None
    name = match["name"] or match["footed"]
    if not is_name(name) or (match["again"] and match["again"].upper() != name.upper()):
        return None
    return (match.start(), match.end())


def signatures(text: str, *, canonicalize: bool = False) -> list[str]:
    """The surnames below the text as printed: usually one, none where nothing is signed.

    With `canonicalize` they are in capitals.
    """
    lines = [line.strip() for line in plain(text).rstrip().split("\n")]
    found: list[str] = []
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if not found and (line in _BLANK or TRAILER_RE.fullmatch(line) or _is_page_line(line)):
            continue
        before = lines[position - 1] if position else ""
        if is_name(line) and (follows_finished_text(before, line) or _signs_too(lines, position)):
            found.insert(0, printed_name(line))
            if is_name(before) and before.isupper():
                continue  # two people signed, or one signed twice
        elif not found:
            span = signature_at_end(line)
            if span:
                found.append(printed_name(line[slice(*span)]))
        break
    named = list({name.upper(): name for name in reversed(found)}.values())[::-1]
    return [name.upper() for name in named] if canonicalize else named


def _signs_too(lines: list[str], position: int) -> bool:
    """Whether the line above `position` is a signature as well."""
    above = lines[position - 1] if position else ""
    over = lines[position - 2] if position > 1 else ""
    return is_name(above) and above.isupper() and follows_finished_text(over, above)


def printed_name(line: str) -> str:
    """The name without the marks after it; one printed twice (`SHANNON Shannon`) is given once."""
    match = NAME_RE.fullmatch(line.strip())
    name = " ".join((match["name"] if match else line).split())
    first, _, second = name.partition(" ")
    return first if first.upper() == second.upper() else name


def _is_page_line(line: str) -> bool:
    return bool(labels.OLD_PAGE_BREAK_RE.match(line) or labels.PAGE_LINE_RE.match(line))


def follows_finished_text(before: str, name: str) -> bool:
    """Whether the text above a name is finished: no line, the end of a sentence, or the like."""
    before = before.strip()
    if (
        not before
        or _SENTENCE_END_RE.search(before[-20:])
        or _CAPTION_RE.fullmatch(before)
        or _CLOSED_RE.search(before[-30:])
        or TRAILER_RE.fullmatch(before)
        or labels.RULE_RE.fullmatch(before)
        or _FORENAME_RE.fullmatch(before)
        or "ed_Kingdom" in before
    ):
        return True
    # Capitals below a line in lower case, or below a short one, do not continue its sentence.
    return name.isupper() and (not before.isupper() or len(before) < _SHORT_LINE)
