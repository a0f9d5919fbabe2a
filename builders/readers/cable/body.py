"""The body of a telegram: paragraphs, headings, lists, page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.model.document import Role
from builders.readers.blocks import GAP_RE, start_of_margin
from builders.readers.cable.endings import read_ending
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.signatures import is_name
from builders.readers.cable.headings import with_headings
from builders.readers.cable.interruptions import break_names, without_injections
from builders.readers.cable.lines import (
    Line,
    lines_of,
    with_page_breaks_apart,
    with_rules_apart,
)
from builders.readers.cable.numbering import (
    MARK_ONLY_RE,
    Number,
    ends_sentence,
    paragraph_numbers,
    portion_mark,
)
from builders.readers.cable.parts import Part, furniture_part

_BULLET_RE = re.compile(
    rf"(?:--|—|–|[-*•·o](?=\s)|{labels.PILCROW}?[A-Za-z][.)](?=\s)|\([a-z0-9]{{1,3}}\)(?=\s)"
    rf"|{labels.PILCROW}?\d{{1,3}}[.)](?=\s)|{labels.PILCROW}?[ivx]{{1,4}}[.)](?=\s))"
)
TABLE = "table"
_PILCROW_RE = re.compile(rf"{labels.PILCROW}[ \t]?(?=\w)")
_STARTS_A_SENTENCE_RE = re.compile(r"[A-Z“\"'(\[¶•*-]|\d")
_CONTINUES_RE = re.compile(r"[a-zà-öø-ÿ]|\([a-z]|[,;.)]")
_INCOMPLETE_RE = re.compile(
    r"(?:[,–-]|\b(?:the|a|an|of|to|in|on|at|by|for|and|or|with|from|that|which|who|is|are|was|were|be|been"
    r"|has|have|had|will|would|its|their|his|her|as|not|into|between|but))$",
    re.IGNORECASE,
)
_REDACTED_RE = re.compile(r"[Xx]{5,}")
_CLOSING_RE = re.compile(
    r"(?:Best|Regards|Best regards|Sincerely|Warm regards|Respectfully),?", re.IGNORECASE
)


@dataclass(slots=True)
class Body:
    """The parts of a body in order, and the slips in it that are to be emended."""

    parts: list[Part] = field(default_factory=list)
    signature: tuple[int, int] | None = None
    pilcrows: list[tuple[int, int]] = field(default_factory=list)
    """Pilcrows that precede something other than a paragraph's number."""
    joined: list[tuple[int, int]] = field(default_factory=list)
    """White space within a sentence, where a page break was lost."""
    misread: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers whose first digit is a misread pilcrow, each with what was meant: `¶5`."""


def read_body(text: str, start: int, *, has_head: bool, head_lines: frozenset[str]) -> Body:
    """The body of a telegram.

    Args:
        text: the telegram's text.
        start: the offset at which the body begins.
        has_head: whether the telegram has its head, so that the first paragraph is its first.
        head_lines: the lines of the head, which further sections may repeat.
    """
    ending = read_ending(with_rules_apart(with_page_breaks_apart(lines_of(text, start))))
    lines = without_injections(ending.body)
    breaks = break_names(lines, head_lines)
    found = paragraph_numbers(lines, [bool(name) for name in breaks], has_head=has_head)
    body = _Assembly(lines, breaks, found, _table_rows(text, lines, found)).run()
    for name, line in ending.furniture:
        body.parts.append(furniture_part(name, line.start, line.end))
    body.parts = with_headings(text, body.parts)
    if ending.signature is not None:
        _add_signature(body, ending.signature)
    body.parts.sort(key=lambda part: part.pieces[0])
    return body


def _table_rows(text: str, lines: list[Line], found: dict[int, Number]) -> dict[int, int]:
    """For each line of a table, by its index, the offset at which it begins, margin included."""
    rows: dict[int, int] = {}
    before = False
    for at, line in enumerate(lines):
        alone = line.blank_before and (at + 1 == len(lines) or lines[at + 1].blank_before)
        parted = not alone and _has_columns(line) and not (line.inline or at in found)
        if before and parted and not line.blank_before:
            rows |= {row: start_of_margin(text, lines[row].start) for row in (at - 1, at)}
        before = parted
    return rows


def _has_columns(line: Line) -> bool:
    """Whether white space separates columns on the line, and no bullet begins it."""
    return GAP_RE.search(line.text) is not None and not _BULLET_RE.match(line.text)


def _add_signature(body: Body, line: Line) -> None:
    body.parts.append(Part("signed", Role.TEXT, pieces=[(line.start, line.end)], lines=1))
    body.signature = (line.start, line.end)


def _mark_style(words: str) -> str:
    """How a list item is marked: `1` for digits, `a` for letters, else the mark itself."""
    bare = words.lstrip("¶( ")
    return "1" if bare[:1].isdigit() else "a" if bare[:1].isalpha() else bare[:1]


class _Assembly:
    """One pass over the lines that puts each into the part it belongs to."""

    def __init__(
        self, lines: list[Line], breaks: list[str], found: dict[int, Number], rows: dict[int, int]
    ) -> None:
        self.lines = lines
        self.breaks = breaks
        self.numbers = found
        self.rows = rows
        self.body = Body()
        self.open: Part | None = None
        self.last: Line | None = None
        """The last line of the open part."""
        self.broken = False
        """Whether a page break or the like stands between the open part and the next line."""
        self.boundary = True
        """Whether a blank line, a rule or the beginning stands before the next line."""
        self.style = ""
        """How the items of the current list are marked."""

    def run(self) -> Body:
        for at, line in enumerate(self.lines):
            self.boundary = self.boundary or line.blank_before
            if self.breaks[at]:
                self.body.parts.append(furniture_part(self.breaks[at], line.start, line.end))
                self.broken = True
            elif line.is_rule:
                self._rule(line)
            elif line.is_spacer:
                self.body.parts.append(furniture_part("spacer", line.start, line.end))
                self._close()
            elif at in self.numbers:
                self._numbered(line, self.numbers[at])
            elif at in self.rows:
                self._row(line, self.rows[at])
            else:
                if self.open is not None and self.open.type == TABLE:
                    self._close()
                self._words(line)
        return self.body

    def _row(self, line: Line, begin: int) -> None:
        if self.open is not None and self.open.type == TABLE and not (self.boundary or self.broken):
            self.open.add(begin, line.end)
            self.last = line
        else:
            self._start(TABLE, line).pieces[0] = (begin, line.end)

    def _rule(self, line: Line) -> None:
        self.body.parts.append(furniture_part("rule", line.start, line.end))
        self._close()

    def _close(self) -> None:
        self.open = self.last = None
        self.broken = False
        self.boundary = True

    def _start(self, type_: str, line: Line, label: int = 0) -> Part:
        self._close()
        part = Part(type_, Role.TEXT)
        part.add(line.start, line.end)
        if label:
            part.label = (line.start, line.start + label)
            part.unread.append(part.label)
        self.body.parts.append(part)
        self.open, self.last = part, line
        self.boundary = False
        return part

    def _numbered(self, line: Line, number: Number) -> None:
        part = self._start("p", line, number.end)
        part.n, part.printed, part.mark = number.n, number.printed, number.mark
        if number.misread:
            begin = line.start + line.text.index(number.printed)
            self.body.misread.append((begin, begin + len(number.printed), f"¶{number.n}"))

    def _words(self, line: Line) -> None:
        marked = MARK_ONLY_RE.match(line.text)
        pilcrow = _PILCROW_RE.match(line.text)
        if marked and (self.boundary or self._sentence_ended()) and not line.inline:
            part = self._start("p", line, marked.end())
            part.mark = portion_mark(marked["mark"])
        elif not line.inline and self._begins_item(line):
            self._start("item", line)
            self.style = _mark_style(line.text)
        elif _REDACTED_RE.fullmatch(line.text) and not line.inline and self._text_stopped():
            self._start("p", line)
        elif self.open is not None and self._continues(line):
            self._join(line)
        elif _CLOSING_RE.fullmatch(line.text) or self._names_the_writer(line):
            self._start("closer", line)
        else:
            self._start("p", line)
        if pilcrow and self.open is not None:
            place = (line.start, line.start + pilcrow.end())
            self.open.unread.append(place)
            self.body.pilcrows.append(place)

    def _names_the_writer(self, line: Line) -> bool:
        """Whether a line is the writer's name below a closing such as `Best,`."""
        return self.open is not None and self.open.type == "closer" and is_name(line.text)

    def _sentence_ended(self) -> bool:
        return self.last is None or ends_sentence(self.last.text)

    def _text_stopped(self) -> bool:
        """Whether the text before a line of X has come to a stop.

        Such a line then stands for whole paragraphs (09HARARE888), and not for a name.
        """
        return self._sentence_ended() or (self.last is not None and self.last.text[-1].isdigit())

    def _begins_item(self, line: Line) -> bool:
        if not _BULLET_RE.match(line.text):
            return False
        if self.boundary or self._sentence_ended():
            return True
        if self.open is None or self.open.type != "item":
            return False
        return _mark_style(line.text) == self.style

    def _continues(self, line: Line) -> bool:
        """Whether a line continues the open part."""
        if self.open is None or self.last is None or line.inline:
            return self.last is not None
        several = self.open.lines > 1
        if not several and _REDACTED_RE.fullmatch(self.last.text):
            return False
        if not line.blank_before and not self.boundary:
            return True
        if self._sentence_ended():
            return False
        if self.broken:
            # A single line without a number may be a heading, and the next page begin its section.
            heading = not several and self.open.type == "p" and self.open.label is None
            return not (heading and _STARTS_A_SENTENCE_RE.match(line.text))
        hangs = several and _INCOMPLETE_RE.search(self.last.text)
        return bool(hangs or _CONTINUES_RE.match(line.text))

    def _join(self, line: Line) -> None:
        part, last = self.open, self.last
        if part is None or last is None:
            return
        if self.boundary and not self.broken and not line.inline:
            self.body.joined.append((last.end, line.start))
        part.add(line.start, line.end, apart=self.broken)
        self.last = line
        self.broken = self.boundary = False
