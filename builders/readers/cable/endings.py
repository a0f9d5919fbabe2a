"""The end of a telegram: signature, footers of the post, banners of the page."""

from __future__ import annotations

import re
from typing import NamedTuple

from builders.readers.cable.fields import labels
from builders.readers.cable.fields.signatures import (
    TRAILER_RE,
    follows_finished_text,
    is_name,
    signature_at_end,
)
from builders.readers.cable.lines import Line, cut

# 08LONDON1176 ends in "Visit London’s Classified Website: http://www.intel...", a space in the address
FOOTER_RE = re.compile(
    r"(?:Visit|See|Access)\b.{1,60}?\b(?:Classified|SIPRNET|Website|Homepage|Home Page)\b.{0,40}?(?:https?://|www\.)\S+"
    r"(?:[ ][a-z]{1,20}_\w{1,40})?/?",
    re.IGNORECASE,
)
ATTRIBUTES_RE = re.compile(r"<< ?END OF DOCUMENT ?>>|Message Attributes")
"""What the National Archives put between a telegram of the 1970s and its metadata."""
_ADDRESS_RE = re.compile(r"(?:https?://|www\.)\S+(?:[ ]\S{1,40})?")
_LEADS_TO_AN_ADDRESS_RE = re.compile(r"(?:Please )?(?:Visit|See|Access)\b.{1,90}:", re.IGNORECASE)
_REPEATED_SUBJECT_RE = re.compile(r".{3,80}\.\.\.")
_LONGEST_FOOTER = 240


class Ending(NamedTuple):
    """The lines of a body, and what was found below its last paragraph."""

    body: list[Line]
    """The lines without signature and furniture, the last perhaps shortened."""
    signature: Line | None
    furniture: list[tuple[str, Line]]
    """Footers and trailers with their names, in the order of the text."""


def read_ending(lines: list[Line]) -> Ending:
    """The lines of the body with signature, footers and trailers split off."""
    body = list(lines)
    set_aside: list[tuple[str, Line]] = []
    _take_attributes(body, set_aside)
    _take_trailers(body, set_aside)
    signature = _take_signature(body)
    _take_trailers(body, set_aside)
    _take_footers(body, set_aside)
    _take_trailers(body, set_aside)
    if signature is None:
        signature = _take_signature(body)
    set_aside.sort(key=lambda item: item[1].start)
    return Ending(body, signature, set_aside)


def _take_attributes(body: list[Line], aside: list[tuple[str, Line]]) -> None:
    """Set aside an archive's metadata below the telegram."""
    end = next((k for k, line in enumerate(body) if ATTRIBUTES_RE.fullmatch(line.text)), len(body))
    aside.extend(("page-metadata", line) for line in body[end:])
    del body[end:]


def _take_trailers(body: list[Line], aside: list[tuple[str, Line]]) -> None:
    """Set aside banners, page lines and NNNN at the end, and a repeated subject (06MANAGUA1002)."""
    while body:
        line = body[-1]
        page = labels.OLD_PAGE_BREAK_RE.match(line.text) or labels.PAGE_LINE_RE.fullmatch(line.text)
        under_a_name = (
            len(body) > 1
            and _REPEATED_SUBJECT_RE.fullmatch(line.text)
            and (is_name(body[-2].text) or signature_at_end(body[-2].text))
            and line.text.upper() == line.text
        )
        if page:
            aside.append(("page-break", line))
        elif line.text in {"...", "…"}:
            aside.append(("truncation", line))
        elif under_a_name or (
            TRAILER_RE.fullmatch(line.text) and not _REPEATED_SUBJECT_RE.fullmatch(line.text)
        ):
            aside.append(("trailer", line))
        else:
            return
        body.pop()


def _take_signature(body: list[Line]) -> Line | None:
    if not body:
        return None
    line = body[-1]
    if len(body) > 1 and is_name(line.text):
        before = body[-2].text
        footed = FOOTER_RE.search(before) or _ADDRESS_RE.fullmatch(before)
        if line.blank_before or follows_finished_text(before, line.text) or footed:
            return body.pop()
        if is_name(before) and before.upper() == line.text.upper():
            return body.pop()  # signed twice: the line above is a signature too
    place = signature_at_end(line.text)
    if place is None:
        return None
    pieces = cut(line, place[0])
    if len(pieces) != 2:  # noqa: PLR2004  # the text and the name
        return None
    body[-1] = pieces[0]
    return pieces[1]


def _take_footers(body: list[Line], aside: list[tuple[str, Line]]) -> None:
    """Set aside the post's own footer, on a line of its own or run on after the last sentence."""
    while body:
        line = body[-1]
        over = body[-2].text if len(body) > 1 else ""
        if _ADDRESS_RE.fullmatch(line.text) and _LEADS_TO_AN_ADDRESS_RE.fullmatch(over):
            aside.extend(("post-footer", part) for part in body[-2:])
            del body[-2:]
            continue
        first = max(0, len(line.text) - _LONGEST_FOOTER)
        footers = list(FOOTER_RE.finditer(line.text, first))
        if not footers or footers[-1].end() < len(line.text) - 2:
            return
        start = footers[-1].start()
        pieces = cut(line, start)
        aside.append(("post-footer", pieces[-1]))
        body.pop()
        if len(pieces) > 1:
            body.append(pieces[0])
            return
