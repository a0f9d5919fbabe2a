"""Short forms of works for running text: author and year, or a short title."""

from __future__ import annotations

import re
from typing import NamedTuple

from builders import dates
from builders.agents import Agents
from builders.citations.works.titles import typographic
from builders.interface.catalogue import CHINESE, ENGLISH, catalogue
from builders.model.cable import IDENTIFIER_RE, identifier
from builders.model.publication import Entry, Publication
from builders.model.scripts import EAST_ASIAN_RE, HAN_RE
from builders.model.work import Name, Work, WorkType

CITED_BY_TITLE = frozenset(
    {
        WorkType.BILL,
        WorkType.LEGAL_CASE,
        WorkType.LEGISLATION,
        WorkType.REGULATION,
        WorkType.STANDARD,
        WorkType.TREATY,
    }
)
"""Types that are called by their titles, not by their authors."""
MAX_NAMED_AUTHORS = 3
"""With more authors than this, the first `and others` is named."""
MAX_TITLE_LENGTH = 40
"""The length in characters beyond which a title is cut short."""


COLON_RE = re.compile(r"(?<!\d):|:(?!\d)")
"""The colon before a subtitle; not that of `12:30`."""
UNKNOWN_DIGIT, YEAR_DIGITS = "X", 4
"""EDTF's mark for an unknown digit, and the number of digits of a year."""


class Wording(NamedTuple):
    """What short forms in one language have between names and in place of unknown dates."""

    language: str = ENGLISH
    comma: str = ", "
    last: str = " and "
    others: str = " and others"
    undated: str = "n.d."


IN_ENGLISH = Wording()


def wording_in(language: str) -> Wording:
    """The wording in a language of the interface, as far as its catalogue has it."""
    return Wording(language, **catalogue(language).short_forms)


def short(work: Work, wording: Wording = IN_ENGLISH) -> str:
    """The work in a few words: `Chin 1999`, `Palermo Protocol 2000`, `07 GUANGZHOU 618`."""
    if telegram := _telegram(work):
        return telegram
    return f"{author_or_title(work, wording)} {year(work, wording)}"


def author_or_title(work: Work, wording: Wording = IN_ENGLISH) -> str:
    """The short form of a work without its year."""
    if telegram := _telegram(work):
        return telegram
    if work.title_short or work.type in CITED_BY_TITLE or not work.creators:
        return typographic(_title(work, wording))
    names = [typographic(_family_name(name)) for name in work.creators]
    if len(names) > MAX_NAMED_AUTHORS:
        return f"{names[0]}{wording.others}"
    return wording.last.join(filter(None, (wording.comma.join(names[:-1]), names[-1])))


def year(work: Work, wording: Wording = IN_ENGLISH) -> str:
    """The year or decade of a work, or that it is undated."""
    known = work.issued[:YEAR_DIGITS].strip(UNKNOWN_DIGIT)
    if known and UNKNOWN_DIGIT in work.issued[:YEAR_DIGITS]:
        return dates.display_in(wording.language, work.issued).removeprefix("the ")
    return _year(work.issued, wording)


def _year(edtf: str, wording: Wording) -> str:
    """The year in which a date begins, or that it is undated."""
    number = dates.year(edtf)
    if number is None and edtf.startswith("-"):
        return dates.display_in(wording.language, edtf[: YEAR_DIGITS + 1])  # before Christ
    return str(number) if number is not None else wording.undated


def short_source(publication: Publication, entry: Entry, wording: Wording = IN_ENGLISH) -> str:
    """A source of the edition in a few words: a telegram's number, or author or title, and year."""
    if IDENTIFIER_RE.fullmatch(entry.id):
        return identifier(entry.id)
    year = _year(entry.date or "", wording)
    name = entry.sidecar.original.title_short or _authors(publication, entry, wording)
    if name:
        return f"{name} {year}"
    title = _shortened(entry.title)
    # The title of many letters is nothing but their place and date.
    return title if title.endswith(year) else f"{title} {year}"


def dated_source(publication: Publication, entry: Entry, wording: Wording = IN_ENGLISH) -> str:
    """A source in a few words with its whole date: `Kaptan, 3 May 1850`."""
    name = (
        entry.sidecar.original.title_short
        or _authors(publication, entry, wording)
        or _shortened(entry.title)
    )
    date = dates.display_in(wording.language, entry.date) if entry.date else wording.undated
    return f"{name}, {date}"


def _authors(publication: Publication, entry: Entry, wording: Wording) -> str:
    """The authors that the editors name, persons by family name; else the originator, if any."""
    authors = entry.sidecar.original.author or (entry.document.header.originator or "",)
    is_person = publication.shared(Agents).is_person
    names = [_written_family_name(author) if is_person(author) else author for author in authors]
    if len(names) > MAX_NAMED_AUTHORS:
        return f"{names[0]}{wording.others}"
    return wording.last.join(filter(None, (wording.comma.join(names[:-1]), *names[-1:])))


def _written_family_name(author: str) -> str:
    """The family name of an author as sidecars write one; all of a name in East Asian script."""
    family, _, given = (part.strip() for part in author.partition(","))
    return f"{family}{given}" if EAST_ASIAN_RE.search(family) else family


def _telegram(work: Work) -> str:
    if work.type is not WorkType.PERSONAL_COMMUNICATION:
        return ""
    return identifier(work.number) if IDENTIFIER_RE.fullmatch(work.number) else ""


def _family_name(name: Name) -> str:
    """The family name; in East Asian script, all of the name."""
    return f"{name.family}{name.given}" if EAST_ASIAN_RE.search(name.family) else name.last


def _title(work: Work, wording: Wording) -> str:
    """The short title, or the title cut short; a Chinese one, if any, among Chinese words."""
    titles = (work.title_short, work.title.text, work.original_title)
    chinese = (title for title in titles if wording.language == CHINESE and HAN_RE.search(title))
    return next(map(_shortened, chinese), work.title_short or _shortened(work.title.text))


def _shortened(title: str) -> str:
    """The title up to its colon, cut after a word if it is longer than `MAX_TITLE_LENGTH`."""
    main = COLON_RE.split(title, maxsplit=1)[0].strip()
    if len(main) <= MAX_TITLE_LENGTH:
        return main
    head, _, _ = main[: MAX_TITLE_LENGTH + 1].rpartition(" ")
    return f"{head or main[:MAX_TITLE_LENGTH]} …"
