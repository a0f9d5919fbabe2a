"""Dates that are not broken across lines, on pages that people wrote in Markdown.

As in titles and notes, an element is put around each date. Whatever Markdown does not render as
running text is left alone: code, URLs, images, headings, comments, tags.
"""

from __future__ import annotations

import re

from builders.markup import WHOLE_DATE, with_whole_dates
from builders.model.front_matter import front_matter

_REST = r"(?:[^\n]|\n(?![ \t>]*\n))*"
_NOT_PROSE = (
    r"^[ >]{0,9}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?!.{0,9}(?P=fence))[^\n]*)*(?:\n[^\n]*)?",
    rf"^[ \t>*+.0-9-]{{0,20}}(?: {{4}}|\t)[^`\n]*(?:`{_REST})?",
    r"^[ >]{0,9}#[^\n]*",
    r"^[^\n]+\n(?:=+|-+)[ \t]*$",
    r"<!--(?:[^-]|-(?!->))*",
    r"<[^<>\n]*>",
    r"!\[[^]\[\n]*\]\([^()\n]*\)",
    r"\]\([^()<>\n]*\)",
    r"`[^`\n]+`(?!`)",
    # Code, an image or a URL that is not closed on its line may go on to the end of the paragraph.
    rf"(?:`|!\[|\][(:\[]){_REST}",
)

DATE_RE = re.compile(f"(?P<kept>{'|'.join(_NOT_PROSE)})|{WHOLE_DATE}", re.MULTILINE)


def whole_dates_in_markdown(text: str) -> str:
    """The Markdown with its dates wrapped, so that no line break parts a day from its month."""
    head = front_matter(text)
    begins = head[1] if head else 0
    return text[:begins] + with_whole_dates(text[begins:], DATE_RE)
