"""How each kind of work is put, so that a style says it right.

A telegram is no private letter (Chicago and APA leave those out of lists), a law of China is no
United States public law, and each manual has its own words for a thesis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from builders.model.citation import Style
from builders.model.work import Work, WorkType

CHICAGO = frozenset({Style.CHICAGO, Style.CHICAGO_AUTHOR_DATE})
AS_LAWYERS = CHICAGO | {Style.APA}
"""Styles that cite laws and treaties as the Bluebook does."""
FAMILY_FIRST = CHICAGO | {Style.MLA}
"""Styles that print `Zhang Yan` with no comma; the others need the family name to stand alone."""
PUBLIC_LAW = "Public Law "
"""Before the number of a law of the United States, which Chicago and APA cite as lawyers do."""
THESES: Mapping[str, Mapping[Style, str]] = {
    "PhD thesis": {
        Style.CHICAGO: "PhD diss.",
        Style.CHICAGO_AUTHOR_DATE: "PhD diss.",
        Style.APA: "Doctoral dissertation",
        Style.MLA: "PhD dissertation",
    }
}
"""What each manual calls it, whatever its university did."""
CIRCA_RE = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]")
"""`1999~`"""
MANY = 2
"""More addressees than these are not all named in a reference."""


def as_it_is(_found: dict[str, Any], _work: Work, _style: Style) -> None:
    """CSL knows such works."""


def _letter(found: dict[str, Any], work: Work, style: Style) -> None:
    """A letter or telegram that can be looked up, and so stands in lists."""
    addressees = [str(person) for person in work.recipient]
    if len(addressees) > MANY:
        addressees = [addressees[0], "others"]
    to = f" to {' and '.join(addressees)}" if addressees else ""
    genre = _small(work.genre or "Letter", style)
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
        return
    found["type"] = WorkType.DOCUMENT.value
    found.pop("recipient", None)
    if style is Style.MLA and work.number:
        if about := CIRCA_RE.fullmatch(work.issued):
            found["issued"] = {"literal": f"circa {about[1]}"}  # behind a comma
        found["genre"], found["number"] = genre, f"{work.number}{to}"
        return
    # One description: as a number's kind it would get a headline's capitals (`Diplomatic Cable`).
    found["genre"] = " ".join(filter(None, (genre, work.number))) + to
    found.pop("number", None)


def _newspaper(found: dict[str, Any], work: Work, _style: Style) -> None:
    """An article, without the town: it is for papers that nobody would know without it.

    A paper that stands for an author whom nobody knows is named once, as a paper.
    """
    found.pop("publisher-place", None)
    if [name.literal for name in work.author] == [work.container_title]:
        found.pop("author", None)


def _web_page(found: dict[str, Any], work: Work, style: Style) -> None:
    """A page of a site, an agency's report among them: whoever is author and site is named once.

    MLA names the site, which it sets in italics; to the others an agency is a body, and no title.
    """
    if work.container_title and [name.literal for name in work.author] == [work.container_title]:
        found.pop("author" if style is Style.MLA else "container-title")


def _small(genre: str, style: Style) -> str:
    """A genre as it stands within a sentence; Chicago's lists set its capital themselves."""
    return f"{genre[0].lower()}{genre[1:]}" if style in CHICAGO and genre[1:2].islower() else genre


def _dated_to_the_day(found: dict[str, Any], work: Work) -> None:
    """The whole date, where GB/T 7714 has a publisher's year in mind; what is a guess in brackets."""
    about = CIRCA_RE.fullmatch(work.issued)
    if work.issued:
        found["issued"] = {"literal": f"[{about[1]}]" if about else work.issued}


def _report(found: dict[str, Any], work: Work, style: Style) -> None:
    """A report: a bare number says nothing without its series, nor does `Report` of a report."""
    if found.get("genre", "").casefold() == "report" and not work.number:
        found.pop("genre")
    if style is Style.GB7714 and work.number.isdigit():
        found["number"] = f"{work.genre or work.collection_title} {work.number}".strip()
    if style is Style.MLA and work.number.isdigit() and not (work.genre or work.collection_title):
        found["number"] = f"No. {work.number}"  # which begins a sentence


def _treaty(found: dict[str, Any], work: Work, style: Style) -> None:
    """A treaty: its parties are named where they are few, and one body alone is none of them."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
    if style in AS_LAWYERS and len(work.author) == 1:
        found.pop("author", None)


def _law(found: dict[str, Any], work: Work, style: Style) -> None:
    """A law: with `Pub. L. No.` only where it has such a number."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
    if style not in AS_LAWYERS:
        return
    if work.number.startswith(PUBLIC_LAW):
        found["number"] = work.number.removeprefix(PUBLIC_LAW)
    else:
        found["type"] = WorkType.BILL.value
    # In the text the year stands behind the name: `(Lilly Ledbetter Fair Pay Act, 2009)`.
    name, of_year, _ = work.title.text.rpartition(f" of {work.issued[:4]}")
    if of_year and work.title.text == f"{name}{of_year}":
        found["title-short"] = name


def _speech(found: dict[str, Any], work: Work, style: Style) -> None:
    """A speech, which MLA leaves without its date."""
    if style in FAMILY_FIRST:
        found["type"] = WorkType.DOCUMENT.value
        found["genre"] = _small(work.genre or "Speech", style)


def _thesis(found: dict[str, Any], work: Work, style: Style) -> None:
    """A thesis, in the words of each manual."""
    found["genre"] = THESES.get(work.genre, {}).get(style, _small(work.genre, style))


def _manuscript(found: dict[str, Any], work: Work, style: Style) -> None:
    """A manuscript, which MLA would not call one."""
    if style is Style.MLA:
        found["genre"] = work.genre or "Unpublished manuscript"
    elif work.genre:
        found["genre"] = _small(work.genre, style)


PUT: Mapping[WorkType, Callable[[dict[str, Any], Work, Style], None]] = {
    WorkType.ARTICLE_NEWSPAPER: _newspaper,
    WorkType.PERSONAL_COMMUNICATION: _letter,
    WorkType.LEGISLATION: _law,
    WorkType.REGULATION: _law,
    WorkType.MANUSCRIPT: _manuscript,
    WorkType.REPORT: _report,
    WorkType.SPEECH: _speech,
    WorkType.THESIS: _thesis,
    WorkType.TREATY: _treaty,
    WorkType.WEBPAGE: _web_page,
}
"""What is done for each type; nothing for the others."""
