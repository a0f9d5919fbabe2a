"""The CSL of the styles that readers are offered, so changed that each work is formatted alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builders.citations.styles import pandoc
from builders.model.citation import Style

FILES: Mapping[Style, str] = {
    Style.CHICAGO: "chicago-notes-bibliography",
    Style.CHICAGO_AUTHOR_DATE: "chicago-author-date",
    Style.APA: "apa",
    Style.MLA: "modern-language-association",
    Style.GB7714: "china-national-standard-gb-t-7714-2015-note",
}
"""The files of CSL: Chicago's 18th edition, APA's 7th, MLA's 9th, the standard of 2015."""
DISAMBIGUATE_RE = re.compile(r'\bdisambiguate="true"')
NEVER = 'locator="sub-verbo"'
"""A condition that is false here: dictionaries alone have such places."""
COMPARING_RE = re.compile(
    r' (?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|subsequent-author-substitute)="[^"]*"'
)
"""Attributes that make a reference depend on which others are formatted with it."""
RETRIEVED = '<text term="retrieved" text-case="capitalize-first"/>'
RETRIEVED_ON_A_DAY = f'<choose><if variable="accessed">{RETRIEVED}</if></choose>'
"""APA says `Retrieved` before the address of what has no date, here only where it can say when."""
AHEAD_OF_PRINT = '<text term="advance-online-publication"/>'
"""Chicago says so of every article with a DOI of which it is told no volume, issue or page."""
LIST = "<bibliography"
LEFT_OUT_OF_LISTS_RE = re.compile(r'<else-if\b[^<>]*\btype="[^"]*"[^<>]*/>')
"""What Chicago does not list, since readers could not find it; here they can."""


def text_of(style: Style) -> str:
    """The CSL of a style, so changed that each work is formatted, and as if it were the only one.

    Raises:
        ProblemsFound: the styles are not installed.
    """
    text = pandoc.style_path(FILES[style]).read_text(encoding="utf-8")
    text = COMPARING_RE.sub("", DISAMBIGUATE_RE.sub(NEVER, text))
    text = text.replace(RETRIEVED, RETRIEVED_ON_A_DAY).replace(AHEAD_OF_PRINT, "")
    before, opening, listed = text.partition(LIST)
    return f"{before}{opening}{LEFT_OUT_OF_LISTS_RE.sub('', listed)}"
