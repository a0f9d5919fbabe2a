"""Paragraph numbers: which numbers at the head of a line are such, and which paragraph they mean.

The software that published the 2010 and 2011 releases set a pilcrow before every number at the
head of a line: before those of paragraphs, but also before years (07GUANGZHOU208), resolutions
(09STATE100153) and list items. A number is taken for a paragraph's if it fits the sequence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from builders.readers.cable.fields import labels
from builders.readers.cable.lines import Line

LABEL_RE = re.compile(
    rf"(?P<pilcrow>{labels.PILCROW})?[ \t]*(?P<number>\d{{1,5}}(?!{labels.PILCROW})|[Il|]\d{{1,2}}|\d{labels.PILCROW}\d{{1,2}})[ \t]?"
    rf"(?:(?P<stop>[.)])(?!\d)|(?=[ \t]?\())[ \t]*(?P<mark>{labels.MARK})?[ \t]*"
)
_PILCROW_RE = re.compile(labels.PILCROW)
MARK_ONLY_RE = re.compile(rf"(?=\()(?P<mark>{labels.MARK})[ \t]*")
_SENTENCE_END_RE = re.compile(
    r"(?:[.?!:;…][\"'”’)\]]*|[)\]\"”]|X{3,}|x{5,}|(?i:\bEND (?:OF )?(?:SUMMARY|COMMENT|NOTE)))$"
)
_END_SAMPLE = 40
_SHORT_LINE = 45
_GREATEST_NUMBER = 199
_LARGEST_LEAP = 20
_MISREAD_PILCROWS = "1Il|"


class Number(NamedTuple):
    """A paragraph's number at the head of a line."""

    n: int
    printed: str
    mark: str | None
    end: int
    """The offset in the line's text at which number and portion mark end."""
    misread: bool = False
    """Whether OCR read the pilcrow before it as its first digit."""


class _Candidate(NamedTuple):
    """A number at the head of a line, which may or may not be a paragraph's."""

    at: int
    """The index of the line."""
    number: int
    printed: str
    pilcrow: bool
    mark: str | None
    end: int
    starts: bool
    """Whether a blank line or a rule stands before it."""
    finished: bool
    """Whether the text before it has come to an end."""


@dataclass(slots=True)
class _Run:
    """The state of the walk through the candidates."""

    last: int = 0
    """The number of the last paragraph."""
    last_item: int = 0
    """The number of the last item of a list, 0 outside a list."""


def ends_sentence(words: str) -> bool:
    """Whether a line ends a sentence."""
    return bool(_SENTENCE_END_RE.search(words[-_END_SAMPLE:]))


def portion_mark(written: str | None) -> str | None:
    """The portion mark without its brackets: `(SBU)` is `SBU`."""
    return re.sub(r"[\s()]+", " ", written).strip() or None if written else None


def paragraph_numbers(
    lines: list[Line], is_break: list[bool], *, has_head: bool
) -> dict[int, Number]:
    """The paragraph numbers, by the index of their line.

    Args:
        lines: the lines of the body.
        is_break: for each line, whether it is a page break or the like.
        has_head: whether the telegram has its head, so that the first paragraph here is its first.
    """
    candidates = list(_candidates(lines, is_break))
    counts = Counter(candidate.number for candidate in candidates)
    marked = sum(1 for candidate in candidates if candidate.mark) * 2 >= len(candidates)
    found: dict[int, Number] = {}
    seen: set[int] = set()
    run = _Run()
    for candidate in candidates:
        number = candidate
        misread = _is_misread(candidate, run.last, has_head=has_head)
        if misread:
            number = candidate._replace(number=int(candidate.printed[1:]))
        if not _is_paragraph_number(
            number, run, seen, repeats=counts[candidate.number] > 1, marked=marked
        ):
            run.last_item = candidate.number
            continue
        run.last = number.number
        run.last_item = 0
        seen.add(number.number)
        found[candidate.at] = Number(
            number.number, candidate.printed, candidate.mark, candidate.end, misread
        )
    return found


def _candidates(lines: list[Line], is_break: list[bool]) -> list[_Candidate]:
    found: list[_Candidate] = []
    before = ""
    starts = True
    for at, line in enumerate(lines):
        starts = starts or line.blank_before
        if is_break[at]:
            continue
        if line.is_rule or line.is_spacer:
            starts, before = True, ""
            continue
        match = None if line.inline else LABEL_RE.match(line.text)
        if match and match["number"]:
            # `1¶0.`: the pilcrow was put before the last digit of a number of two.
            digits = _PILCROW_RE.sub("", match["number"])
            found.append(
                _Candidate(
                    at,
                    int(digits) if digits.isdigit() else 0,
                    digits,
                    bool(match["pilcrow"]) or digits != match["number"],
                    portion_mark(match["mark"]),
                    match.end(),
                    starts,
                    # 09HARARE888 has no blank lines, and "See Harare 885" before its third paragraph.
                    not before
                    or ends_sentence(before)
                    or before[-1].isdigit()
                    or (starts and bool(match["pilcrow"]) and len(before) < _SHORT_LINE),
                )
            )
        before, starts = line.text, False
    return found


def _is_misread(candidate: _Candidate, last: int, *, has_head: bool) -> bool:
    """Whether the first digit is a misread pilcrow: `15. (SBU)` after paragraph 4."""
    if (
        candidate.pilcrow
        or candidate.printed[0] not in _MISREAD_PILCROWS
        or len(candidate.printed) == 1
    ):
        return False
    if last == 0 and not has_head:
        return False
    if candidate.printed[1:] != str(last + 1) or candidate.number == last + 1:
        return False
    return candidate.mark is not None or candidate.starts


def _is_paragraph_number(  # noqa: PLR0911  # one reason a return
    candidate: _Candidate, run: _Run, seen: set[int], *, repeats: bool, marked: bool
) -> bool:
    """Whether the candidate is a paragraph's number.

    Args:
        candidate: the number, corrected if misread.
        run: the state after the candidates before this one.
        seen: the paragraph numbers found so far.
        repeats: whether another candidate has the same number.
        marked: whether at least half of the candidates have a portion mark.
    """
    number, expected = candidate.number, run.last + 1
    if not 1 <= number <= _GREATEST_NUMBER:
        return False
    if candidate.mark:
        return candidate.starts or candidate.finished or number == expected
    if number in seen:
        return False
    if run.last_item and number == run.last_item + 1 and (marked or repeats):
        return False  # the next item of a list
    if number == expected:
        return candidate.starts or candidate.finished
    if number < run.last:
        return candidate.starts and candidate.finished and candidate.pilcrow
    if number - run.last > _LARGEST_LEAP and run.last:
        return False
    if candidate.starts:
        return candidate.finished
    return candidate.pilcrow and candidate.finished
