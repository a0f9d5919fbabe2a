"""The lines of a telegram, and pieces of lines where two have run together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from builders.readers.blocks import GAP_RE
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.addressees import DISTRIBUTION_RE, GLUED_CLASSIFICATION_RE
from builders.spans import lines as line_spans

RULE_RE = re.compile(r"(?:[-=_*~–—]\s{0,3}){3,}")
_SPACER_RE = re.compile(r"-{1,2}|\.")
_PAGE_RE = re.compile(r"PAGE \d{2}")
_PAGE_REST_RE = re.compile(r"[A-Z][A-Z ]{1,20} \d{4,6}(?: \d{2} OF \d{2})?(?: \d{6}Z?)?")
"""`HONG K 00741 172354Z`, the second line of a page break, below `PAGE 02`."""
_RULE = r"-{5,}(?:[ ]-+)*"
_LEADING_RULE_RE = re.compile(rf"{_RULE}(?=[ \t]{{0,8}}[^\s\-=_*~–—])")
_TRAILING_RULE_RE = re.compile(r"(?<=[^\s-])(?:[ \t](?=-{4})|(?=-{6}))[- ]*\Z")
_RULE_BETWEEN_RE = re.compile(
    rf"(?<=[^\s-][ \t]){_RULE}(?=[ \t](?:{labels.PILCROW}[ \t]?)?\d{{1,3}}[.)][ \t])"
)
_LINE_END_RE = re.compile(r"[\r\n]")
_RULE_CHARACTERS = tuple("-=_*~–—")
_CAPTION_BEFORE_RE = re.compile(
    r"(?:SIPDIS|SENSITIVE|NOFORN)[ \t]+(?=(?:DEPT|DEPARTMENT|STATE|USTR|TREASURY)\b)"
)
"""A caption on the line that names the offices addressed: `SIPDIS DEPT FOR EAP/MTS`."""
_GLUED_PATTERNS = (
    GLUED_CLASSIFICATION_RE,
    labels.TAGS_WITHIN_RE,
    labels.SUBJECT_WITHIN_RE,
    labels.CLASSIFIED_WITHIN_RE,
)
_GLUED_WORDS = ("AGS", "SUBJECT", "CLAS", "CONFIDENTIAL", "SECRET", "LIMITEDOFFICIALUSE")
"""A cheap pre-check: any match of those patterns has one of these, in capitals without spaces."""


class Line(NamedTuple):
    """A line, or a piece of one, without the white space at its ends."""

    start: int
    """Offset in the telegram's text."""
    end: int
    text: str
    blank_before: bool
    """Whether an empty line or the beginning of the text precedes it."""
    inline: bool = False
    """Whether another piece of the same line precedes it."""

    @property
    def is_rule(self) -> bool:
        """Whether it is a drawn rule: `-----`, `- - - -`, `------- --`."""
        return self.text.startswith(_RULE_CHARACTERS) and bool(RULE_RE.fullmatch(self.text))

    @property
    def is_spacer(self) -> bool:
        """Whether it stands for an empty line, which teleprinters did not send: `-`, `--` or `.`."""
        return bool(_SPACER_RE.fullmatch(self.text)) and not self.inline


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines that are not empty, from `start` on."""
    found: list[Line] = []
    blank = True
    for span in line_spans(text):
        left, right = max(span.start, start), span.end
        if right <= left:
            continue
        words = text[left:right]
        stripped = words.strip(" \t\r\n\f\v\ufeff\u200b\u00a0")
        if not stripped:
            blank = True
            continue
        begin = left + words.index(stripped)
        if (
            found
            and not blank
            and _PAGE_RE.fullmatch(found[-1].text)
            and _PAGE_REST_RE.fullmatch(stripped)
        ):
            # The archive of the 1970s has the page's number and the telegram's on two lines.
            begin, _, _, blank, _ = found.pop()
            stripped = _LINE_END_RE.sub(" ", text[begin:left]) + words.rstrip()
        found.append(Line(begin, begin + len(stripped), stripped, blank))
        blank = False
    return found


def cut(line: Line, *places: int) -> list[Line]:
    """The line split at offsets within its text; pieces of white space are left out."""
    pieces: list[Line] = []
    edges = [0, *sorted(place for place in places if 0 < place < len(line.text)), len(line.text)]
    for left, right in pairwise(edges):
        words = line.text[left:right]
        stripped = words.strip()
        if not stripped:
            continue
        begin = line.start + left + words.index(stripped)
        pieces.append(
            Line(
                begin,
                begin + len(stripped),
                stripped,
                line.blank_before if not pieces else False,
                bool(pieces) or line.inline,
            )
        )
    return pieces


def split_at_fields(lines: list[Line]) -> list[Line]:
    """The lines of a head, split where the next field begins on the same line."""
    found: list[Line] = []
    for line in lines:
        places = [match.start() for match in labels.ORDER_WITHIN_RE.finditer(line.text)]
        caption = _CAPTION_BEFORE_RE.match(line.text)
        if caption:
            places.append(caption.end())
        letters = line.text.upper().replace(" ", "")
        if any(word in letters for word in _GLUED_WORDS):
            for pattern in _GLUED_PATTERNS:
                places.extend(
                    match.start()
                    for match in pattern.finditer(line.text)
                    # 09STATE88783: "Classified By: Classified by: NEA Assistant Secretary ..."
                    if not line.text[: match.start()].rstrip().upper().endswith(" BY:")
                )
        found.extend(cut(line, *places) if places else [line])
    return found


def with_page_breaks_apart(lines: list[Line]) -> list[Line]:
    """The lines of a body, split before and after a page break within a line (10BRASILIA108)."""
    found: list[Line] = []
    for line in lines:
        places = _ends_of_page_breaks(line.text)
        found.extend(cut(line, *places) if places else [line])
    return found


def with_rules_apart(lines: list[Line]) -> list[Line]:
    """The lines of a body, split where a rule shares its line with a heading or a paragraph.

    Text layers of PDFs lose the line end after a rule (`------¶3. (C) ...`), and pages whose lines
    were joined lose both (`------ THE TALKS ------`). What follows a rule is not `inline`.
    """
    found: list[Line] = []
    for line in lines:
        places = _ends_of_rules(line.text) if "----" in line.text else []
        if not places:
            found.append(line)
            continue
        ruled = False
        for piece in cut(line, *places):
            found.append(piece._replace(inline=False) if ruled else piece)
            ruled = piece.is_rule
    return found


def _ends_of_rules(text: str) -> list[int]:
    """The offsets at which the rules that share a line with words begin and end."""
    if DISTRIBUTION_RE.fullmatch(text):
        return []
    places = []
    leading = _LEADING_RULE_RE.match(text)
    if leading:
        places.append(leading.end())
    if not GAP_RE.search(text):  # a row of a table has gaps
        trailing = _TRAILING_RULE_RE.search(text)
        if trailing:
            places.append(trailing.start())
        places.extend(place for rule in _RULE_BETWEEN_RE.finditer(text) for place in rule.span())
    return places


def _ends_of_page_breaks(text: str) -> list[int]:
    """The offsets at which the page breaks in a line begin and end."""
    if " OF " not in text and "PAGE " not in text:
        return []
    return [
        place
        for pattern in (labels.PAGE_BREAK_RE, labels.OLD_PAGE_BREAK_RE)
        for match in pattern.finditer(text)
        if " OF " in match[0] or "PAGE" in match[0] or match.span() == (0, len(text))
        for place in match.span()
    ]
