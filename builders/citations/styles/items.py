"""Works as CSL-JSON, adapted so that each style prints them correctly.

CSL styles are followed wherever they know a kind of work. Others are expressed in terms that they
know: a telegram is no private letter (Chicago and APA leave those out of lists), a law of China is
no United States public law, and a name printed family name first has no comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from builders import dates
from builders.citations.formats import csl
from builders.citations.styles import type_adapters
from builders.citations.styles.type_adapters import FAMILY_FIRST
from builders.citations.works import names, titles
from builders.model.citation import Style
from builders.model.scripts import EAST_ASIAN_RE
from builders.model.work import Name, Title, Work, WorkType
from builders.spans import Span, merge

ENGLISH, CHINESE = "en-US", "zh-CN"
LEFT_OUT = ("id", "note", "abstract", "keyword", "original-title", "language", "title-short")
"""Variables that are for programs, not for a reader's reference."""
LAWS = frozenset(
    {WorkType.LEGISLATION, WorkType.BILL, WorkType.REGULATION, WorkType.TREATY, WorkType.LEGAL_CASE}
)
WITHIN_BOOKS = frozenset({WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})
"""Types within books, whose titles APA sets in sentence case; those of journals it leaves."""
NON_BREAKING_HYPHEN = "\u2011"
"""Replaces the hyphen in a number, so that no style reads `106-386` as a range."""
PREPOSITION_RE = re.compile(
    r"(?<=[a-z,] )(?:about|above|across|after|against|along|among|around|before|behind|below|beneath"
    r"|beside|between|beyond|concerning|despite|during|except|inside|outside|through|throughout"
    r"|toward|towards|under|until|upon|within|without)\b"
)
"""Long prepositions, which MLA sets in lower case and Chicago's 18th edition does not."""
GERSHAYIM_RE = re.compile(r'(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
YEAR_FIRST = frozenset({Style.APA, Style.CHICAGO_AUTHOR_DATE})
"""Styles that put the year behind the author."""
ALIAS_FILLER = "\U000f8000"
"""The second character of every alias."""
TRANSLATION = "\U000f8001"
"""The alias of a title's translation, which styles would take for a part of the title."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names that are replaced by private-use characters while a style is applied.

    Styles change names by rules for Western persons: GB/T 7714 sets the names of bodies in
    capitals, Chicago writes `Yan Zhang`. Private-use characters they pass on unchanged, with
    family and given name side by side as in Chinese, since they do not know the script.
    """

    names: dict[str, str]

    def of(self, name: str) -> str:
        """A new alias of a name: two characters, since one would be taken for an initial."""
        letter = chr(0xF0000 + len(self.names))
        self.names[letter] = name.replace("'", "’")
        return f"{letter}{ALIAS_FILLER}"

    def translation(self, work: Work) -> str:
        """The alias of the bracketed translation of a work's title into the edition's language."""
        self.names[TRANSLATION] = f"[{titles.typographic(work.title_translated.strip('[]'))}]"
        return TRANSLATION


def locale(style: Style, work: Work) -> str:
    """The language of a reference's set phrases: `et al.` or 等."""
    return CHINESE if style is Style.GB7714 and is_chinese(work) else ENGLISH


def is_chinese(work: Work) -> bool:
    """Whether a work is in Chinese."""
    return work.language.startswith("zh") or names.is_chinese(work.title.text)


def item(work: Work, style: Style, aliases: Aliases) -> dict[str, Any]:
    """The work as CSL-JSON, adapted so that the style prints it correctly."""
    found = csl.record(work)
    for variable in LEFT_OUT:
        found.pop(variable, None)
    if work.language and not work.language.startswith("en"):
        found["language"] = work.language  # in which titles get no headline capitals
    found["title"] = _title(work, style, aliases)
    if style is Style.APA and work.type in WITHIN_BOOKS:
        book = Title(work.container_title, work.container_kept)
        found["container-title"] = titles.sentence_case(book)
    for attribute in csl.NAMES:
        people = getattr(work, attribute)
        if people:
            found[attribute] = [_name(person, style, aliases) for person in people]
    type_adapters.ADAPTERS.get(work.type, type_adapters.leave_unchanged)(found, work, style)
    if found.get("archive_location") == work.number:
        found.pop("archive_location", None)
    if "number" in found:
        found["number"] = found["number"].replace("-", NON_BREAKING_HYPHEN)
    issued = found.get("issued", {})
    if work.issued.startswith(dates.UNSPECIFIED_YEAR):
        # Styles that put the year behind the author would print a literal there and once more.
        words = dates.display_in(locale(style, work).partition("-")[0], work.issued)
        found["issued"] = {} if style in YEAR_FIRST else {"literal": words}
    elif (
        style is Style.CHICAGO
        and issued.get("circa")
        and type_adapters.CIRCA_RE.fullmatch(work.issued)
    ):
        # As a literal it gets no comma before the bracket in a note.
        found["issued"] = {"literal": f"[{int(work.issued[:4])}?]"}
    return {variable: _with_gershayim(value) for variable, value in found.items() if value}


def _with_gershayim(value: Any) -> Any:
    """The value of a variable with gershayim in Hebrew words: `צה"ל` has no quotation mark."""
    if isinstance(value, str):
        return GERSHAYIM_RE.sub("״", value)
    if isinstance(value, list):
        return list(map(_with_gershayim, value))
    if isinstance(value, dict):
        return {key: _with_gershayim(one) for key, one in value.items()}
    return value


def _title(work: Work, style: Style, aliases: Aliases) -> str:
    """The title with the style's capitals, or marked so that the style keeps those it has."""
    if style is Style.GB7714:
        return work.title.text
    translated = f" {aliases.translation(work)}" if work.title_translated else ""
    if style is Style.APA and work.type not in LAWS:
        return f"{titles.sentence_case(work.title)}{translated}"
    return f"{_kept(work.title, style)}{translated}"


def _kept(title: Title, style: Style) -> str:
    parts: list[str] = []
    at = 0
    small = PREPOSITION_RE.finditer(title.text) if style is Style.MLA else ()
    for start, end in merge((*title.kept, *(Span(*word.span()) for word in small))):
        parts += (title.text[at:start], f'<span class="nocase">{title.text[start:end]}</span>')
        at = end
    return "".join((*parts, title.text[at:]))


def _name(person: Name, style: Style, aliases: Aliases) -> dict[str, Any]:
    if EAST_ASIAN_RE.search(person.family):
        return {"literal": f"{person.family}{person.given}"}
    if person.literal and style is Style.GB7714:
        return {"literal": aliases.of(person.literal)}
    if person.family_first and style in FAMILY_FIRST:
        return {"family": aliases.of(person.family), "given": aliases.of(f" {person.given}")}
    return csl.name(person)
