"""Resolves a mention to EDTF, inferring the year of a date that has none.

The year is taken from the first of these that gives one:

1. The other end of the same interval, or a date in the same list.
2. An earlier date in the same or the previous sentence, if the story continues from it (`In
   September 2004 he was charged. A judge freed him in December.`); a date that opens the text
   counts for some more sentences. A date that would lie less than 45 days before the document is
   still dated by the document. A date that governs the text (the heading of a chronology) always
   counts.
3. The document's date: the candidate in which that date lies; otherwise the last one before it if
   less than half a year back, else whichever is nearer. If the words speak of the future, the next
   one is chosen if it is within nine months; if they speak of the past, the last one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from builders import dates
from builders.recognizers.dates.atoms import Form, Point, Precision, Reference, edtf
from builders.recognizers.dates.phrases import Phrase
from builders.recognizers.dates.tenses import Tense, tense

_NEAR = timedelta(days=45)
_HALF_A_YEAR = timedelta(days=183)
_NINE_MONTHS = timedelta(days=275)
# "H. N. Silliman", "Mr. Gallup": these full stops do not end a sentence.
_SENTENCE_END_RE = re.compile(
    r"(?<![\s.(][A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!\bvs)[.!?。！？؟۔।][\"'”’“»)\]]{0,3}\s"
)
_MOST_SENTENCES = 1
_MOST_SENTENCES_OF_A_STORY = 3
_LONGEST_STORY = 400
_OPENING_RE = re.compile(r"(?:^|[.!?]\s{1,3})(?:(?:In|On|During)\s{1,3})?\Z")
_STORY_BEGINS = len("During ")


class Basis(StrEnum):
    """Where the year of a mention comes from."""

    WORDS = "words"
    """From its own words."""
    DOCUMENT = "document"
    """From the document's date: `this year`, `February 25-26`."""
    CONTEXT = "context"
    """From an earlier date in the text."""


class DateMention(NamedTuple):
    """A date at [start, end) of the text."""

    start: int
    end: int
    edtf: str
    basis: Basis = Basis.WORDS


class Anchor(NamedTuple):
    """The last date with a certain year before a place in the text."""

    point: Point
    start: int
    end: int
    """Where it ends; negative if it stands before the text."""


class Resolver:
    """Resolves the phrases of one text, in order; it remembers the last certain date."""

    def __init__(self, text: str, reference: Reference | None, previous: Point | None) -> None:
        """Begin at the start of the text."""
        self._text = text
        self._reference = reference
        self._anchor = Anchor(previous, -1, -1) if previous else None

    def resolve(self, phrase: Phrase) -> DateMention | None:
        """The mention; None if its year cannot be inferred or the calendar has no such date."""
        points, basis = self._with_years(phrase)
        if not points:
            return None
        try:
            text = edtf(points, phrase.form, approximate=phrase.approximate)
            dates.parse(text)
        except ValueError:
            return None
        if all(point.bounds for point in points):
            if not phrase.relative and basis is not Basis.DOCUMENT:
                self._anchor = Anchor(points[-1], phrase.start, phrase.end)
            return DateMention(phrase.start, phrase.end, text, basis)
        return None

    def _with_years(self, phrase: Phrase) -> tuple[tuple[Point, ...], Basis]:
        """The points with their years, and where those come from; no points if one is unknown."""
        if phrase.shift is not None:
            anchor = self._anchor
            if anchor is None or anchor.end < 0 or anchor.point.year is None:
                return (), Basis.CONTEXT
            return (Point(anchor.point.year + phrase.shift),), Basis.CONTEXT
        basis = Basis.DOCUMENT if phrase.relative else Basis.WORDS
        points = phrase.points
        known = next((point for point in reversed(points) if point.year is not None), None)
        if known is None:
            known = phrase.shared and _with_year_of(points[-1], phrase.shared)
            if known is not None:
                basis = Basis.CONTEXT
        if known is None:
            known, basis = self._inferred(phrase)
            if known is None:
                return (), basis
        filled = _with_every_year(points, known)
        if phrase.form is Form.RANGE and not _in_order(filled):
            return (), basis
        return filled, basis

    def _inferred(self, phrase: Phrase) -> tuple[Point | None, Basis]:
        """The phrase's last point with the year that an earlier date or the document gives it."""
        point = phrase.points[-1]
        own = self._by_document(phrase, point)
        told = self._by_context(phrase, point)
        governed = self._anchor is not None and self._anchor.end < 0
        if told and own and self._reference and not governed:
            bounds = own.bounds
            if bounds and timedelta(0) <= self._reference.first - bounds[0] < _NEAR:
                told = None
        if told:
            return told, Basis.CONTEXT
        return own, Basis.DOCUMENT

    def _by_context(self, phrase: Phrase, point: Point) -> Point | None:
        """The point with the year of the last certain date, if the story continues from that."""
        anchor = self._anchor
        if anchor is None or anchor.point.year is None:
            return None
        told = point.with_year(anchor.point.year)
        if anchor.end < 0:
            return told
        if phrase.start - anchor.end > _LONGEST_STORY:
            return None
        ends = len(_SENTENCE_END_RE.findall(self._text, anchor.end, phrase.start))
        most = _MOST_SENTENCES_OF_A_STORY if anchor.start < _STORY_BEGINS else _MOST_SENTENCES
        if ends > most:
            return None
        if anchor.point.precision is Precision.YEAR and (ends or self._reference is None):
            before = self._text[max(0, anchor.start - 20) : anchor.start]
            return told if _OPENING_RE.search(before) else None
        return told if _in_order((anchor.point, told)) else None

    def _by_document(self, phrase: Phrase, point: Point) -> Point | None:
        """The point with the year that the document's date and the surrounding words suggest."""
        reference = self._reference
        if reference is None:
            return None
        years = range(reference.first.year - 1, reference.last.year + 2)
        candidates = [
            (bounds, candidate)
            for candidate in (point.with_year(year) for year in years if 0 < year <= date.max.year)
            if (bounds := candidate.bounds)
        ]
        within = [
            candidate
            for (first, last), candidate in candidates
            if first <= reference.last and last >= reference.first
        ]
        if within:
            # Of a document of several years (`187X`), no one knows which is meant.
            return within[0] if len(within) == 1 else None
        past = [
            (reference.first - last, c) for (_, last), c in candidates if last < reference.first
        ]
        future = [
            (first - reference.last, c) for (first, _), c in candidates if first > reference.last
        ]
        if not past or not future:
            return next((c for _, c in (*past, *future)), None)
        (ago, before), (ahead, behind) = min(past), min(future)
        return behind if self._is_future(phrase, ago, ahead) else before

    def _is_future(self, phrase: Phrase, ago: timedelta, ahead: timedelta) -> bool:
        """Whether a phrase means a candidate in the future rather than the one in the past.

        Args:
            phrase: The phrase, whose surrounding words are looked at.
            ago: How far the past candidate lies before the document's date.
            ahead: How far the future candidate lies after it.
        """
        told = tense(self._text, phrase.start, phrase.end)
        if told is Tense.FUTURE:
            return ahead <= _NINE_MONTHS
        return told is not Tense.PAST and ago > max(ahead, _HALF_A_YEAR)


def _with_year_of(point: Point, neighbour: Point) -> Point:
    """The point with the year of its neighbour in a list."""
    return point._replace(year=neighbour.year)


def _with_every_year(points: tuple[Point, ...], known: Point) -> tuple[Point, ...]:
    """Every point with a year, inferred from the one whose year is known.

    Points are taken to be in order of time: `December-January 2009` begins in 2008.
    """
    year = known.year
    if year is None:
        return ()
    at = next((k for k in reversed(range(len(points))) if points[k].year is not None), None)
    filled = list(points)
    if at is None:
        at = len(points) - 1
        filled[at] = points[at].with_year(year)
    for k in range(at - 1, -1, -1):
        if filled[k].year is None:
            later = filled[k + 1]
            same = filled[k].with_year(later.year or year)
            filled[k] = (
                same if _in_order((same, later)) else same.with_year((later.year or year) - 1)
            )
    for k in range(at + 1, len(filled)):
        if filled[k].year is None:
            earlier = filled[k - 1]
            same = filled[k].with_year(earlier.year or year)
            filled[k] = (
                same if _in_order((earlier, same)) else same.with_year((earlier.year or year) + 1)
            )
    return tuple(filled)


def _in_order(points: tuple[Point, ...]) -> bool:
    """Whether the last point does not end before the first begins."""
    first, last = points[0].bounds, points[-1].bounds
    return bool(first and last and first[0] <= last[1])
