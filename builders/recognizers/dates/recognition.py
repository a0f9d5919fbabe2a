"""The recogniser of dates: find atoms by rules, join them, then resolve their years.

The time it takes is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from builders.dates import eras
from builders.dates.months import calendar
from builders.recognizers.dates import (
    chinese,
    days,
    decades,
    european,
    iranian,
    letters,
    months,
    numerals,
    quaker,
    relatives,
    republican,
    weekdays,
    years,
)
from builders.recognizers.dates.atoms import Atom, Point, Reference
from builders.recognizers.dates.evidence import is_of_another_era
from builders.recognizers.dates.numerals import NumericOrder
from builders.recognizers.dates.phrases import join, joining_words, without_overlaps
from builders.recognizers.dates.resolution import Basis, DateMention, Resolver

_LONGEST_OPENING = len("In the autumn of ")
_AFTER_FIRST_DATE_RE = re.compile(r"[/,]")
RULES = (
    days.find,
    months.find,
    years.find,
    decades.find,
    relatives.find,
    letters.find,
    weekdays.find,
    chinese.find,
    european.find,
    republican.find,
    iranian.find,
    quaker.find,
)
"""One module for each kind of expression; of overlapping atoms the leftmost and longest counts."""


def find(
    text: str,
    document_date: str | None,
    previous: str | None = None,
    *,
    order: NumericOrder = NumericOrder.UNKNOWN,
    language: str = "en",
) -> Iterator[DateMention]:
    """The dates in a text, in order and without overlaps.

    Args:
        text: one block as read.
        document_date: the document's date in EDTF, a day or a longer period.
        previous: a date in EDTF that governs this text: the heading of a chronology that it stands
            under or, in a document without a date, the last date before it.
        order: how the writer orders day and month in `12/05/2015`.
        language: BCP 47 tag of the text.
    """
    text = eras.levelled(text, language)
    if calendar(language):
        order = NumericOrder.DAY_FIRST
    reference = Reference.of(document_date)
    resolver = Resolver(text, reference, _governing_year(previous))
    found = _atoms(text, reference, order, language)
    atoms = without_overlaps(atom for atom in found if not is_of_another_era(text, atom))
    for phrase in join(text, atoms, joining_words(language)):
        mention = resolver.resolve(phrase)
        if mention:
            yield mention


def find_in_blocks(
    texts: Iterable[str],
    document_date: str | None,
    *,
    order: NumericOrder = NumericOrder.UNKNOWN,
    languages: Iterable[str] = (),
) -> Iterator[tuple[DateMention, ...]]:
    """The dates of each block of a document, in order.

    A block that consists of a year or month alone (`2009` above a list of months) governs the
    blocks after it as long as they begin with a date. In a document without a date, every day and
    month governs what follows, and so does every year that opens a block, but not a year named in
    passing.

    Args:
        texts: The blocks as read.
        document_date: The document's date in EDTF.
        order: How the writer orders day and month in `12/05/2015`; if unknown, as other days show.
        languages: BCP 47 tags of the blocks; beyond their end, English.
    """
    governing: str | None = None
    undated = Reference.of(document_date) is None
    texts = tuple(texts)
    if order is NumericOrder.UNKNOWN:
        order = numerals.order_of(texts)
    for text, language in zip(texts, chain(languages, repeat("en"))):  # noqa: B905  # one is endless
        mentions = tuple(find(text, document_date, governing, order=order, language=language))
        yield mentions
        worded = [mention for mention in mentions if mention.basis is Basis.WORDS]
        named = [mention.edtf for mention in worded]
        if undated:
            lasting = [m.edtf for m in worded if _is_day(m.edtf) or m.start <= _LONGEST_OPENING]
            governing = lasting[-1] if lasting else governing
        elif named and _is_heading(text, mentions):
            governing = named[0]
        elif not mentions or mentions[0].start > _LONGEST_OPENING:
            governing = None


def _atoms(
    text: str, reference: Reference | None, order: NumericOrder, language: str
) -> Iterator[Atom]:
    for rule in RULES:
        yield from rule(text, reference)
    yield from numerals.find(text, reference, order)
    yield from european.find_in(text, language)


def _is_day(edtf: str) -> bool:
    """Whether an EDTF date, or the first one of its interval or set, has a month or a day."""
    return "-" in _AFTER_FIRST_DATE_RE.split(edtf.lstrip("./[{"), maxsplit=1)[0]


def _is_heading(text: str, mentions: tuple[DateMention, ...]) -> bool:
    """Whether the text consists of a single year or month."""
    start, end, edtf, _ = mentions[0]
    return (
        len(mentions) == 1
        and len(edtf) <= len("2009-03")
        and not (text[:start] + text[end:]).strip(" .:,;()[]-–—*#\t\n")
    )


def _governing_year(previous: str | None) -> Point | None:
    """The year that a date before the text gives to dates without one, as a point."""
    known = Reference.of(previous)
    return Point(known.first.year) if known and known.year is not None else None
