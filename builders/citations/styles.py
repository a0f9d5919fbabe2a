"""The styles that readers are offered, and how a work is put so that CSL says it right.

CSL's styles are followed wherever they know what a work is. What they do not know is put in
terms that they do: a telegram is no private letter (Chicago and APA leave those out of lists),
a law of China is no United States public law, and a name that stands family first has no comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from builders.citations import csl, names, pandoc, titles
from builders.model.citation import Style
from builders.model.work import Name, Title, Work, WorkType
from builders.spans import Span, merge

FILES: Mapping[Style, str] = {
    Style.CHICAGO: "chicago-notes-bibliography",
    Style.CHICAGO_AUTHOR_DATE: "chicago-author-date",
    Style.APA: "apa",
    Style.MLA: "modern-language-association",
    Style.GB7714: "china-national-standard-gb-t-7714-2015-note",
}
"""The files of CSL: Chicago's 18th edition, APA's 7th, MLA's 9th, the standard of 2015."""
CHICAGO = frozenset({Style.CHICAGO, Style.CHICAGO_AUTHOR_DATE})
FAMILY_FIRST = CHICAGO | {Style.MLA}
"""Styles that print `Zhang Yan` with no comma; the others need the family name to stand alone."""
ENGLISH, CHINESE = "en-US", "zh-CN"
LEFT_OUT = ("id", "note", "abstract", "keyword", "original-title", "language", "title-short")
"""What is for programs and not for a reader's reference."""
LAWS = frozenset(
    {WorkType.LEGISLATION, WorkType.BILL, WorkType.REGULATION, WorkType.TREATY, WorkType.LEGAL_CASE}
)
PUBLIC_LAW = "Public Law "
"""Before the number of a law of the United States, which Chicago and APA cite as lawyers do."""
UNBROKEN_HYPHEN = "\u2011"
"""Takes the place of the hyphen in a number, so that no style reads `106-386` as a range."""
DISAMBIGUATE_RE = re.compile(r'\bdisambiguate="true"')
NEVER = 'locator="sub-verbo"'
"""A condition that is false here: dictionaries alone have such places."""
COMPARING_RE = re.compile(
    r' (?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|subsequent-author-substitute)="[^"]*"'
)
"""Attributes that make a reference depend on which others are formatted with it."""
PREPOSITION_RE = re.compile(
    r"(?<=[a-z,] )(?:about|above|across|after|against|along|among|around|before|behind|below|beneath"
    r"|beside|between|beyond|concerning|despite|during|except|inside|outside|through|throughout"
    r"|toward|towards|under|until|upon|within|without)\b"
)
"""Long prepositions, which MLA leaves small and Chicago's 18th edition does not."""
RETRIEVED = '<text term="retrieved" text-case="capitalize-first"/>'
RETRIEVED_ON_A_DAY = f'<choose><if variable="accessed">{RETRIEVED}</if></choose>'
"""APA says `Retrieved` before the address of what has no date, here only where it can say when."""
LIST = "<bibliography"
LEFT_OUT_OF_LISTS_RE = re.compile(r'<else-if\b[^<>]*\btype="[^"]*"[^<>]*/>')
"""What Chicago does not list, since readers could not find it; here they can."""
FILLING = "\U000f8000"
"""The second letter of every name that stands in for another."""
MANY = 2
"""More addressees than these are not all named in a reference."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names that stand in for others while a style is at work, and what they stand for.

    A style changes names by rules for persons of the West: GB/T 7714 sets the names of bodies in
    capitals, Chicago writes `Yan Zhang`. So it gets a letter from a private area of Unicode in
    their place, which it passes on as it is; family and given name side by side, as with Chinese
    characters, since it does not know the letters.
    """

    names: dict[str, str]

    def of(self, name: str) -> str:
        """Letters that stand for the name; two, since one alone would be an initial."""
        letter = chr(0xF0000 + len(self.names))
        self.names[letter] = name.replace("'", "’")
        return f"{letter}{FILLING}"


def text_of(style: Style) -> str:
    """The CSL of a style, so changed that each work is formatted, and as if it were the only one.

    Raises:
        ProblemsFound: the styles are not installed.
    """
    text = pandoc.style_path(FILES[style]).read_text(encoding="utf-8")
    text = COMPARING_RE.sub("", DISAMBIGUATE_RE.sub(NEVER, text))
    text = text.replace(RETRIEVED, RETRIEVED_ON_A_DAY)
    before, opening, listed = text.partition(LIST)
    return f"{before}{opening}{LEFT_OUT_OF_LISTS_RE.sub('', listed)}"


def locale(style: Style, work: Work) -> str:
    """The language of a reference's own words: `et al.` or 等."""
    return CHINESE if style is Style.GB7714 and is_chinese(work) else ENGLISH


def is_chinese(work: Work) -> bool:
    """Whether a work is in Chinese."""
    return work.language.startswith("zh") or names.is_chinese(work.title.text)


def item(work: Work, style: Style, aliases: Aliases) -> dict[str, Any]:
    """The work in CSL-JSON, put so that the style says it right."""
    found = csl.record(work)
    for variable in LEFT_OUT:
        found.pop(variable, None)
    if work.language and not work.language.startswith("en"):
        found["language"] = work.language  # whose titles have no capitals to be set
    found["title"] = _title(work, style)
    for attribute in csl.NAMES:
        people = getattr(work, attribute)
        if people:
            found[attribute] = [_name(person, style, aliases) for person in people]
    PUT.get(work.type, _as_it_is)(found, work, style)
    if found.get("archive_location") == work.number:
        found.pop("archive_location", None)
    if "number" in found:
        found["number"] = found["number"].replace("-", UNBROKEN_HYPHEN)
    return {variable: value for variable, value in found.items() if value}


def _title(work: Work, style: Style) -> str:
    """The title with the capitals that the style wants, or can be kept from changing."""
    translated = f" [{work.title_translated.strip('[]')}]" if work.title_translated else ""
    if style is Style.GB7714:
        return work.title.text
    if style is Style.APA and work.type not in LAWS:
        return f"{titles.as_a_sentence(work.title)}{translated}"
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
    if names.HAN_RE.search(person.family):
        return {"literal": f"{person.family}{person.given}"}
    if person.literal and style is Style.GB7714:
        return {"literal": aliases.of(person.literal)}
    if person.family_first and style in FAMILY_FIRST:
        return {"family": aliases.of(person.family), "given": aliases.of(f" {person.given}")}
    return csl.name(person)


def _as_it_is(_found: dict[str, Any], _work: Work, _style: Style) -> None:
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
    if style is Style.APA:
        found["genre"] = " ".join(filter(None, (genre, work.number))) + to
        found.pop("number", None)
    elif work.number:
        found["genre"], found["number"] = genre, f"{work.number}{to}"
    else:
        found["genre"] = f"{genre}{to}"


def _newspaper(found: dict[str, Any], _work: Work, _style: Style) -> None:
    """An article, without the town: it is for papers that nobody would know without it."""
    found.pop("publisher-place", None)


def _small(genre: str, style: Style) -> str:
    """A genre as it stands within a sentence; Chicago's lists set its capital themselves."""
    return f"{genre[0].lower()}{genre[1:]}" if style in CHICAGO and genre[1:2].islower() else genre


def _dated_to_the_day(found: dict[str, Any], work: Work) -> None:
    """The whole date, where GB/T 7714 has a publisher's year in mind."""
    if work.issued:
        found["issued"] = {"literal": work.issued}


def _report(found: dict[str, Any], work: Work, style: Style) -> None:
    """A report: a bare number says nothing without its series."""
    if style is Style.GB7714 and work.number.isdigit():
        found["number"] = f"{work.genre or work.collection_title} {work.number}".strip()


def _treaty(found: dict[str, Any], work: Work, style: Style) -> None:
    """A treaty."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)


def _law(found: dict[str, Any], work: Work, style: Style) -> None:
    """A law: with `Pub. L. No.` only where it has such a number."""
    if style is Style.GB7714:
        _dated_to_the_day(found, work)
    if style in CHICAGO or style is Style.APA:
        if work.number.startswith(PUBLIC_LAW):
            found["number"] = work.number.removeprefix(PUBLIC_LAW)
        else:
            found["type"] = WorkType.BILL.value


def _speech(found: dict[str, Any], work: Work, style: Style) -> None:
    """A speech, which MLA leaves without its date."""
    if style in FAMILY_FIRST:
        found["type"] = WorkType.DOCUMENT.value
        found["genre"] = _small(work.genre or "Speech", style)


PUT: Mapping[WorkType, Callable[[dict[str, Any], Work, Style], None]] = {
    WorkType.ARTICLE_NEWSPAPER: _newspaper,
    WorkType.PERSONAL_COMMUNICATION: _letter,
    WorkType.LEGISLATION: _law,
    WorkType.REGULATION: _law,
    WorkType.REPORT: _report,
    WorkType.SPEECH: _speech,
    WorkType.TREATY: _treaty,
}
"""What is done for each type; nothing for the others."""
