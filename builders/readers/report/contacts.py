"""The contacts and the summary of a report, recognised by the words with which they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from builders.inputs.patterns import EMAIL_BAR
from builders.readers.report.chunks import Chunk
from builders.readers.report.parts import SECTION_NUMBER_RE, SUMMARY_RE, Part

CONTACT_RE = re.compile(
    r"(?:.{0,40}\b)?(?:Address|Post(?:al)? ?code|Zip|P\.?O\.? Box|Tel(?:ephone)?|Phone|Mobile|Fax|E-?mail|Web ?site|Contacts?(?: us| persons?| details| information)?"
    r"|Project (?:Manager|Coordinator|Officer)|Coordinator|地址|邮编|电话|传真|网址|邮箱)\s?\.?[:：]",
    re.IGNORECASE,
)
"""`Address: ...`, `Post Code: 100600`, `ILO's Project Coordinator: LU Lanlan`."""
EMAIL_RE = re.compile(rf"[\w.+-]{{1,60}}@[\w-]{{1,60}}(?:\.[\w-]{{1,30}}){{1,4}}|{EMAIL_BAR}")
"""An e-mail address, or the bar that stands for a redacted one."""
SUMMARY_HEADING_RE = re.compile(r"(?:executive )?(?:summary|abstract)", re.IGNORECASE)

_LONGEST_LINE = 40


def name_contacts(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with address lines and single short lines between them named as contacts."""
    sure = [
        k
        for k, chunk in enumerate(chunks)
        if named[k] in {Part.PARAGRAPH, Part.CAPTION, Part.ITEM}
        and not chunk.prose
        and (
            CONTACT_RE.match(chunk.text)
            or (EMAIL_RE.search(chunk.text) and chunk.count <= _LONGEST_LINE)
        )
    ]
    between = {
        first + 1
        for first, last in pairwise(sure)
        if last - first == 2  # noqa: PLR2004  # one line between
        and named[first + 1] is Part.PARAGRAPH
        and not chunks[first + 1].prose
    }
    found = between.union(sure)
    return tuple(Part.CONTACT if k in found else part for k, part in enumerate(named))


def name_summaries(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with paragraphs after `Summary:` or under such a heading named as summary."""
    now: list[Part] = []
    under = False
    for chunk, part in zip(chunks, named, strict=True):
        if part is Part.HEADING:
            under = bool(SUMMARY_HEADING_RE.fullmatch(SECTION_NUMBER_RE.sub("", chunk.text)))
        summary = part is Part.PARAGRAPH and (under or SUMMARY_RE.match(chunk.text))
        now.append(Part.SUMMARY if summary else part)
    return tuple(now)
