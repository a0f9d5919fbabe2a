"""The recogniser: rules, then joints, then years. Linear in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

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
    relatives,
    republican,
    weekdays,
    years,
)
from builders.recognizers.dates.atoms import Atom, Point, Reference
from builders.recognizers.dates.numerals import NumericOrder
from builders.recognizers.dates.phrases import join, joints_of, longest
from builders.recognizers.dates.resolution import Basis, DateMention, Resolver

_LONGEST_OPENING = len("In the autumn of ")
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
)
"""One module a kind of expression; of those that overlap the leftmost longest counts."""


def find(
    text: str,
    written: str | None,
    previous: str | None = None,
    *,
    order: NumericOrder = NumericOrder.UNKNOWN,
    language: str = "en",
) -> Iterator[DateMention]:
    """The dates in a text, in order, none overlapping another.

    Args:
        text: one block as read.
        written: the document's date in EDTF, a day or a longer time.
        previous: a date in EDTF that governs this text: the heading of a chronology it stands
            under, or, in a document without a date, the last date before.
        order: what `12/05/2015` means to the writer.
        language: of the text.
    """
    if calendar(language):
        order = NumericOrder.DAY_FIRST
    reference = Reference.of(written)
    resolver = Resolver(text, reference, _governing(previous))
    atoms = longest(_atoms(text, reference, order, language))
    for phrase in join(text, atoms, joints_of(language)):
        mention = resolver.resolve(phrase)
        if mention:
            yield mention


def find_in_blocks(
    texts: Iterable[str],
    written: str | None,
    *,
    order: NumericOrder = NumericOrder.UNKNOWN,
    languages: Iterable[str] = (),
) -> Iterator[tuple[DateMention, ...]]:
    """The dates of each block of a document, in order.

    A block that is nothing but a year or month (`2009` over a list of months) governs the blocks
    after it as long as they begin with a date. In a document without a date every day and month
    does, and every year that opens a block, but none that is named in passing.
    The languages are those of the blocks; where they end, it is English.
    """
    governing: str | None = None
    undated = Reference.of(written) is None
    for text, language in zip(texts, chain(languages, repeat("en"))):  # noqa: B905  # one is endless
        mentions = tuple(find(text, written, governing, order=order, language=language))
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
    """Whether a date is a day or a month, or lies between two."""
    return len(edtf.lstrip("./").split("/")[0].rstrip("~?")) >= len("2009-03")


def _is_heading(text: str, mentions: tuple[DateMention, ...]) -> bool:
    """Whether the text is nothing but one year or month."""
    start, end, edtf, _ = mentions[0]
    return (
        len(mentions) == 1
        and len(edtf) <= len("2009-03")
        and not (text[:start] + text[end:]).strip(" .:,;()[]-–—*#\t\n")
    )


def _governing(previous: str | None) -> Point | None:
    """The year that a date before the text gives to dates without one."""
    known = Reference.of(previous)
    return Point(known.first.year) if known and known.year is not None else None
