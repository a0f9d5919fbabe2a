"""Adapting the CSL-JSON of each type of work, so that styles print it correctly.

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
LEGAL_STYLES = CHICAGO | {Style.APA}
"""Styles that cite laws and treaties as the Bluebook does."""
FAMILY_FIRST = CHICAGO | {Style.MLA}
"""Styles that print `Zhang Yan` without a comma; the others need the family name by itself."""
PUBLIC_LAW = "Public Law "
"""The prefix of numbers of United States laws, which Chicago and APA cite as lawyers do."""
THESES: Mapping[str, Mapping[Style, str]] = {
    "PhD thesis": {
        Style.CHICAGO: "PhD diss.",
        Style.CHICAGO_AUTHOR_DATE: "PhD diss.",
        Style.APA: "Doctoral dissertation",
        Style.MLA: "PhD dissertation",
    }
}
"""From a genre to each manual's own term, whatever the university called the thesis."""
CIRCA_RE = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]")
"""An approximate or uncertain date: `1999~`"""
MAX_ADDRESSEES = 2
"""With more addressees than this, only the first is named in a reference."""


def leave_unchanged(_found: dict[str, Any], _work: Work, _style: Style) -> None:
    """Change nothing: styles know such works."""


def _letter(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a letter or telegram: it can be looked up, and so belongs in lists."""
    addressees = [str(person) for person in work.recipient]
    if len(addressees) > MAX_ADDRESSEES:
        addressees = [addressees[0], "others"]
    to = f" to {' and '.join(addressees)}" if addressees else ""
    genre = _in_lower_case(work.genre or "Letter", style)
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
        return
    found["type"] = WorkType.DOCUMENT.value
    found.pop("recipient", None)
    if style is Style.MLA and work.number:
        if about := CIRCA_RE.fullmatch(work.issued):
            found["issued"] = {"literal": f"circa {about[1]}"}  # it follows a comma
        found["genre"], found["number"] = genre, f"{work.number}{to}"
        return
    # One description: a genre beside a number gets headline capitals (`Diplomatic Cable`).
    found["genre"] = " ".join(filter(None, (genre, work.number))) + to
    found.pop("number", None)


def _newspaper(found: dict[str, Any], work: Work, _style: Style) -> None:
    """Adapt a newspaper article: no town, which only obscure papers need.

    A paper that is given as author, in place of an unknown one, is named once, as the paper.
    """
    found.pop("publisher-place", None)
    if [name.literal for name in work.author] == [work.container_title]:
        found.pop("author", None)


def _web_page(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a web page, as an agency's report: one that is both author and site is named once.

    MLA names it as the site, in italics; the other styles as the author.
    """
    if work.container_title and [name.literal for name in work.author] == [work.container_title]:
        found.pop("author" if style is Style.MLA else "container-title")


def _in_lower_case(genre: str, style: Style) -> str:
    """A genre in lower case for Chicago, whose lists set the capital themselves."""
    return f"{genre[0].lower()}{genre[1:]}" if style in CHICAGO and genre[1:2].islower() else genre


def _dated_to_the_day(found: dict[str, Any], work: Work) -> None:
    """Set the whole date, where GB/T 7714 would print the year; a guess is put in brackets."""
    about = CIRCA_RE.fullmatch(work.issued)
    if work.issued:
        found["issued"] = {"literal": f"[{about[1]}]" if about else work.issued}


def _report(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a report: a bare number needs its series, and `Report` as its genre says nothing."""
    if found.get("genre", "").casefold() == "report" and not work.number:
        found.pop("genre")
    if style is Style.GB7714 and work.number.isdigit():
        found["number"] = f"{work.genre or work.collection_title} {work.number}".strip()
    if style is Style.MLA and work.number.isdigit() and not (work.genre or work.collection_title):
        found["number"] = f"No. {work.number}"  # it begins a sentence


def _treaty(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a treaty: authors are its parties, which a single body cannot be."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
    if style in LEGAL_STYLES and len(work.author) == 1:
        found.pop("author", None)


def _law(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a law: `Pub. L. No.` is printed only with a Public Law number."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
    if style not in LEGAL_STYLES:
        return
    if work.number.startswith(PUBLIC_LAW):
        found["number"] = work.number.removeprefix(PUBLIC_LAW)
    else:
        found["type"] = WorkType.BILL.value
    # In the text the year follows the name: `(Lilly Ledbetter Fair Pay Act, 2009)`.
    name, of_year, _ = work.title.text.rpartition(f" of {work.issued[:4]}")
    if of_year and work.title.text == f"{name}{of_year}":
        found["title-short"] = name


def _speech(found: dict[str, Any], work: Work, style: Style) -> None:
    """Adapt a speech for Chicago and MLA; MLA would print no date."""
    if style in FAMILY_FIRST:
        found["type"] = WorkType.DOCUMENT.value
        found["genre"] = _in_lower_case(work.genre or "Speech", style)


def _thesis(found: dict[str, Any], work: Work, style: Style) -> None:
    """Set the genre of a thesis to each manual's term."""
    found["genre"] = THESES.get(work.genre, {}).get(style, _in_lower_case(work.genre, style))


def _manuscript(found: dict[str, Any], work: Work, style: Style) -> None:
    """Set the genre of a manuscript, which MLA would not call one."""
    if style is Style.MLA:
        found["genre"] = work.genre or "Unpublished manuscript"
    elif work.genre:
        found["genre"] = _in_lower_case(work.genre, style)


ADAPTERS: Mapping[WorkType, Callable[[dict[str, Any], Work, Style], None]] = {
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
"""The function that adapts each type; other types are left as they are."""
