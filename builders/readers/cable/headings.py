"""Recognition of headings: lines above a rule, and unnumbered lines that are set like a title."""

from __future__ import annotations

import re

from builders.model.document import Role
from builders.readers.cable.lines import Line, lines_of
from builders.readers.cable.numbering import ends_sentence
from builders.readers.cable.parts import Part

_LONGEST = 130
_MOST_LINES = 3
_MOST_UNRULED_LINES = 2
_WORD_RE = re.compile(r"[^\W\d_][\w'’-]*")
_QUOTING_RE = re.compile(r"(?:BEGIN|END)\b", re.IGNORECASE)
_LEAD_IN_RE = re.compile(r"[A-Z][^:]{3,40}: (?=[A-Z][A-Z' -]{2,}[A-Z])")
_BETWEEN_SLASHES_RE = re.compile(r"//[^\W\d_][^/]{2,90}//")
_LINE_END_RE = re.compile(r"\r\n|\r|\n")
_RULE_TOLERANCE = 1
"""By how many characters a rule may be longer or shorter than the heading it was drawn for."""
_SHORT_TITLE = 60
_SHORT_WORD = 4
_ENOUGH_CAPITALS = 0.6


def with_headings(text: str, parts: list[Part]) -> list[Part]:
    """The parts in the order given, which is that of reading, with headings recognised as such."""
    found: list[Part] = []
    texts = [part for part in parts if part.role is Role.TEXT]
    place = -1
    for part in parts:
        place += part.role is Role.TEXT
        if part.role is Role.FURNITURE and part.name == "rule":
            _make_heading_above_rule(text, found, part)
        elif part.role is Role.TEXT and _is_heading_without_rule(text, texts, place):
            found.extend(_split_lead_in(text, part))
            continue
        found.append(part)
    _move_numbers_to_paragraphs(found)
    return found


def _move_numbers_to_paragraphs(parts: list[Part]) -> None:
    """Give the number of each heading to the paragraph below it.

    `¶1. SUMMARY` between rules numbers the paragraph that follows (09HARARE888).
    """
    for at, part in enumerate(parts):
        if part.type != "head" or part.n is None:
            continue
        under = next((other for other in parts[at + 1 :] if other.type in {"p", "item"}), None)
        if under is not None and under.n is None:
            under.n, under.printed, under.mark = part.n, part.printed, under.mark or part.mark
        part.n = part.printed = part.mark = None


def _words(text: str, part: Part) -> str:
    """The part's words on one line, without its number and portion mark."""
    after = part.label[1] if part.label else 0
    return " ".join(" ".join(text[max(start, after) : end].split()) for start, end in part.pieces)


def _make_heading_above_rule(text: str, found: list[Part], rule: Part) -> None:
    """Make a heading of what stands directly above a rule; page breaks may stand between."""
    at = len(found) - 1
    while at >= 0 and found[at].role is Role.FURNITURE and found[at].name != "rule":
        at -= 1
    if at < 0:
        return
    part = found[at]
    end = part.pieces[-1][1]
    parted = any(other.pieces[0][0] >= end for other in found[at + 1 :])
    apart = text[end : rule.pieces[0][0]]
    if not parted and len(_LINE_END_RE.findall(apart)) > 1:
        return
    if part.role is not Role.TEXT or part.type not in {"p", "item"}:
        return
    start, end = part.pieces[-1]
    words = _words(text, part)
    whole = part.n is None and part.mark is None
    if whole and part.lines <= _MOST_LINES and len(words) <= _LONGEST and not words.endswith("."):
        part.type, part.name = "head", ""
        return
    if part.n is not None and part.lines == 1 and _is_title(words, strict=False):
        part.type = "head"
        return
    # 09HARARE888: the heading follows the paragraph without a blank line
    left, right = rule.pieces[0]
    begin = _heading_after_last_sentence(text, part, right - left)
    if begin is not None:
        before = text[start:begin].rstrip()
        heading = Part("head", Role.TEXT, pieces=[(begin, end)], lines=1)
        if before:
            part.pieces[-1] = (start, start + len(before))
            part.lines -= 1
        else:
            part.pieces.pop()
        found.insert(at + 1, heading)


def _heading_after_last_sentence(text: str, part: Part, rule: int) -> int | None:
    """The offset of a heading that has run into the end of a paragraph above its rule, or None.

    `rule` is the length of the rule. A rule as long as the line above it was drawn for that line
    (04THEHAGUE2735: "Government's public reaction").
    """
    start, end = part.pieces[-1]
    lines = list(lines_of(text[:end], start))
    taken: list[Line] = []
    while lines and len(taken) < _MOST_LINES and not (taken and ends_sentence(lines[-1].text)):
        taken.insert(0, lines.pop())
    if taken and not lines and len(part.pieces) == 1:
        return None
    if lines and not ends_sentence(lines[-1].text):
        taken = taken[-1:]
    words = " ".join(line.text for line in taken)
    drawn = len(taken) == 1 and bool(lines) and abs(len(words) - rule) <= _RULE_TOLERANCE
    if not taken or not _is_title(words, strict=not (drawn and ends_sentence(lines[-1].text))):
        return None
    return taken[0].start


def _is_title(words: str, *, strict: bool) -> bool:
    """Whether the words are set like a title: short, with no stop at the end, a capital first.

    A digit, a quotation mark or a bracket may stand first, too. If `strict`, most of the long words
    must begin with a capital.
    """
    if not words or len(words) > _LONGEST or words.endswith((".", ",", ";")):
        return False
    if not (words[0].isupper() or words[0].isdigit() or words[0] in "\"“'("):
        return False
    long = [word for word in _WORD_RE.findall(words) if len(word) >= _SHORT_WORD]
    if not long:
        return not strict or words.isupper()
    capitals = sum(word[0].isupper() for word in long)
    return capitals >= _ENOUGH_CAPITALS * len(long) or not strict


def _is_heading_without_rule(text: str, texts: list[Part], at: int) -> bool:
    """Whether a part not above a rule is a heading: short, a title, before a numbered paragraph."""
    part = texts[at]
    if part.type != "p" or part.n is not None or part.mark is not None:
        return False
    if part.lines > _MOST_UNRULED_LINES:
        return False
    words = _words(text, part)
    after = texts[at + 1] if at + 1 < len(texts) else None
    alone = part.lines == 1 and words.isupper() and len(words) >= _SHORT_WORD
    if after is None or (after.n is None and not alone) or _QUOTING_RE.match(words):
        return False
    title = words
    lead_in = _LEAD_IN_RE.match(words)
    if lead_in:
        title = words[lead_in.end() :]
    if words.isupper() and _words(text, after).isupper():
        return False  # 72TEHRAN1164 is in capitals throughout, so that they mark no heading
    if re.match(r"X{3,}", title):
        return False
    # "Where does it go?", "Growth slows": a short line alone over a numbered paragraph
    short = part.lines == 1 and len(title) <= _SHORT_TITLE and len(title.split()) > 1
    # 07MADRID1287: //LEBANON AND AFGHANISTAN//
    return bool(_BETWEEN_SLASHES_RE.fullmatch(words)) or _is_title(title, strict=not short)


def _split_lead_in(text: str, part: Part) -> list[Part]:
    """The part as a heading, preceded by its lead-in, if any: `This week's subjects: RIO MAYOR ...`."""
    start, end = part.pieces[0]
    lead_in = _LEAD_IN_RE.match(text, start, end) if len(part.pieces) == 1 else None
    if lead_in and not text[lead_in.end() : end].isupper():
        lead_in = None
    if lead_in is None:
        part.type = "head"
        return [part]
    lead = Part(
        "p", Role.TEXT, pieces=[(start, start + len(text[start : lead_in.end()].rstrip()))], lines=1
    )
    return [lead, Part("head", Role.TEXT, pieces=[(lead_in.end(), end)], lines=part.lines)]
