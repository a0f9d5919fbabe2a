"""The header of an article, from the segments above, in and below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builders.aligned_text import AlignedText
from builders.model.news import NewsHeader
from builders.readers.links import is_links, without_targets
from builders.readers.markdown import inline
from builders.readers.news.fields import (
    BYLINE_RE,
    COPYRIGHT_RE,
    DISCLAIMER_RE,
    NAME_RE,
    PAGE_RE,
    SOURCE_RE,
    House,
    byline_name,
    dateline,
    house,
)
from builders.readers.news.layout import HASHES_RE, Segment
from builders.readers.news.line_items import Part
from builders.readers.printed_dates import Moment, edtf_day, moments, month_number


@dataclass(frozen=True, slots=True)
class _Lines:
    """The words of a page's segments, by part."""

    every: Mapping[Part, Sequence[str]]
    menu: Sequence[str]
    """The lines of page chrome above the first paragraph."""

    def first(self, part: Part) -> str:
        """The first line of a part that is not empty, or an empty text."""
        return next(filter(None, self.every[part]), "")


def header(text: str, found: Sequence[Segment], *, day_first: bool, markdown: bool) -> NewsHeader:
    """The header's fields, each from the first segment that supplies it.

    Args:
        text: The source.
        found: Its segments, in order.
        day_first: Whether `3/4/2009` is the third of April.
        markdown: Whether the text is in Markdown.
    """
    lines = _lines(text, found)
    place = dateline(lines.first(Part.DATELINE)) if lines.first(Part.DATELINE) else None
    cited = moments(lines.first(Part.CITATION), day_first=day_first)
    stamped = list(_stamps(text, found, day_first=day_first))
    page = PAGE_RE.search(lines.first(Part.PAGE)) or PAGE_RE.search(lines.first(Part.CITATION))
    agency, publication = _houses(lines, place)
    return NewsHeader(
        headline=_headline(lines.first(Part.HEADLINE), markdown=markdown) or None,
        byline=next(filter(None, map(byline_name, lines.every[Part.BYLINE])), None),
        agency=agency,
        publication=publication,
        date=next((one.date for one in (*cited[:1], *stamped)), None) or _dateline_day(place),
        updated=_updated(stamped, labelled=bool(lines.every[Part.UPDATED])),
        page=page["page"] if page else None,
        dateline=lines.first(Part.DATELINE) or None,
    )


def _lines(text: str, found: Sequence[Segment]) -> _Lines:
    every: dict[Part, list[str]] = {part: [] for part in Part}
    paragraphs = [k for k, s in enumerate(found) if s.part is Part.PARAGRAPH]
    for k, segment in enumerate(found):
        if segment.part is Part.SOURCE and paragraphs and paragraphs[0] < k < paragraphs[-1]:
            continue  # the source of a picture or a chart
        words = without_targets(text[segment.start : segment.end])
        every[segment.part].append(" ".join(words.split()))
    above = found[: paragraphs[0] if paragraphs else len(found)]
    return _Lines(every, [text[s.start : s.end] for s in above if s.part is Part.CHROME])


def _stamps(text: str, found: Sequence[Segment], *, day_first: bool) -> Iterator[Moment]:
    """The days and times that stand by themselves, those most likely the article's first.

    Labelled ones precede others, and those under the headline precede those above, since a day
    above it may be the day on which the copy was made. Days below the first paragraph may be those of
    other articles, and come last.
    """
    title = next((s.start for s in found if s.part is Part.HEADLINE), 0)
    first = next((s.start for s in found if s.part is Part.PARAGRAPH), len(text))
    stamps = sorted(
        (s for s in found if s.part in {Part.UPDATED, Part.DATE}),
        key=lambda s: (s.part is Part.DATE, s.start > first, s.start < title, s.start),
    )
    for stamp in stamps:
        yield from moments(text[stamp.start : stamp.end], day_first=day_first)


def _updated(stamped: Sequence[Moment], *, labelled: bool) -> str | None:
    """The first moment with a time of day; else the first of all, if the page labels an update."""
    timed = [one for one in stamped if one.time]
    return next((one.iso for one in (*timed, *(stamped if labelled else ()))), None)


def _dateline_day(place: re.Match[str] | None) -> str | None:
    """The day in a dateline, in EDTF; None if it has no year."""
    if place is None or not place.groupdict().get("year"):
        return None
    return edtf_day(int(place["year"]), month_number(place["month"]), int(place["day"]))


def _headline(line: str, *, markdown: bool) -> str:
    mark = HASHES_RE.match(line)
    words = line[mark.end() if mark else 0 :]
    return (inline(AlignedText.verbatim(words)).text if markdown else words).strip(" |*_")


def _houses(lines: _Lines, place: re.Match[str] | None) -> tuple[str | None, str | None]:
    """The agency and the publication, each from the surest evidence that names one."""
    cited = list(_cited_names(lines.every[Part.CITATION]))
    names = [
        *cited,
        *_byline_houses(lines.every[Part.BYLINE]),
        *_credited_names(lines.every[Part.SOURCE]),
    ]
    if place and place["agency"]:
        names.append(place["agency"])
    names.extend(line.strip(" -–—|_") for line in lines.every[Part.PUBLICATION])
    names.extend(_copyright_owner(lines.every[Part.CHROME]))
    names.extend(_names_at_top(lines.menu))
    houses = [house(name) for name in names]
    agency = next(filter(None, (one.agency for one in houses)), None)
    publication = next(filter(None, (one.publication for one in houses)), None)
    if cited and agency and not publication:
        publication = cited[0]
    return agency, publication


def _cited_names(citations: Sequence[str]) -> Iterator[str]:
    """The names in citations: what stands before the date."""
    for line in citations:
        first = moments(line)
        yield line[: first[0].start].strip(" (,;:") if first else line.strip("()")


def _byline_houses(bylines: Sequence[str]) -> Iterator[str]:
    """The houses that bylines name beside their writers."""
    for line in bylines:
        match = BYLINE_RE.search(line)
        if match and match["house"]:
            yield match["house"]


def _credited_names(sources: Sequence[str]) -> Iterator[str]:
    """The names in lines that credit a source."""
    for line in sources:
        match = SOURCE_RE.search(line)
        yield match["name"] or match["from"] if match else line


def _copyright_owner(chrome: Sequence[str]) -> list[str]:
    """The owner in the page's copyright notices; nobody if they name several houses.

    Pages also name the owners of what they include, such as stock quotes, so which of several
    names is the page's own cannot be known.
    """
    found = (COPYRIGHT_RE.search(line) or DISCLAIMER_RE.search(line) for line in chrome)
    owners = [one["owner"] for one in found if one]
    houses = {house(owner) for owner in owners} - {House(None, None)}
    return owners if len(houses) == 1 else []


def _names_at_top(menu: Sequence[str]) -> set[str]:
    """The page's own name in the lines at its top, if they hold just one name and no menu of links.

    A menu of links names sections in the same form.
    """
    if any(map(is_links, menu)):
        return set()
    names = {line for line in menu if NAME_RE.fullmatch(line)}
    return names if len(names) == 1 else set()
