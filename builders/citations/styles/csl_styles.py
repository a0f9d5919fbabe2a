"""The CSL of the styles offered to readers, changed so that works are formatted independently."""

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
"""The CSL files, without `.csl`: Chicago 18th edition, APA 7th, MLA 9th, GB/T 7714-2015."""
DISAMBIGUATE_RE = re.compile(r'\bdisambiguate="true"')
ALWAYS_FALSE = 'locator="sub-verbo"'
"""A condition that is always false here: only dictionaries have such locators."""
COMPARING_RE = re.compile(
    r' (?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|subsequent-author-substitute)="[^"]*"'
)
"""Attributes that make a reference depend on the others that are formatted with it."""
RETRIEVED = '<text term="retrieved" text-case="capitalize-first"/>'
RETRIEVED_ON_A_DAY = f'<choose><if variable="accessed">{RETRIEVED}</if></choose>'
"""APA has `Retrieved` before the URL of an undated work; here only if there is a date of access."""
AHEAD_OF_PRINT = '<text term="advance-online-publication"/>'
"""Chicago's term for any article that has a DOI but no volume, issue or page."""
LIST = "<bibliography"
LEFT_OUT_OF_LISTS_RE = re.compile(r'<else-if\b[^<>]*\btype="[^"]*"[^<>]*/>')
"""The types that Chicago leaves out of lists because readers could not find them; here they can."""


def adapted_style(style: Style) -> str:
    """The CSL of a style, changed so that every work is formatted, as if it were the only one.

    Raises:
        ProblemsFound: The styles are not installed.
    """
    text = pandoc.style_path(FILES[style]).read_text(encoding="utf-8")
    text = COMPARING_RE.sub("", DISAMBIGUATE_RE.sub(ALWAYS_FALSE, text))
    text = text.replace(RETRIEVED, RETRIEVED_ON_A_DAY).replace(AHEAD_OF_PRINT, "")
    before, opening, listed = text.partition(LIST)
    return f"{before}{opening}{LEFT_OUT_OF_LISTS_RE.sub('', listed)}"
