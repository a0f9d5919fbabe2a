"""Dates that stay on one line, on pages that people wrote in Markdown.

As in titles and notes, by elements of ours around them. What a renderer of Markdown would not read
as words is left as it is: code, addresses, what stands for a picture, headings, comments, tags.
"""

from __future__ import annotations

import re

from builders.markup import WHOLE_DATE, with_whole_dates
from builders.model.front_matter import front_matter

_REST = r"(?:[^\n]|\n(?![ \t>]*\n))*"
_KEPT = (
    r"^[ >]{0,9}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?!.{0,9}(?P=fence))[^\n]*)*(?:\n[^\n]*)?",
    rf"^[ \t>*+.0-9-]{{0,20}}(?: {{4}}|\t)[^`\n]*(?:`{_REST})?",
    r"^[ >]{0,9}#[^\n]*",
    r"^[^\n]+\n(?:=+|-+)[ \t]*$",
    r"<!--(?:[^-]|-(?!->))*",
    r"<[^<>\n]*>",
    r"!\[[^]\[\n]*\]\([^()\n]*\)",
    r"\]\([^()<>\n]*\)",
    r"`[^`\n]+`(?!`)",
    # Code, a picture or an address that is not closed on its line: nobody knows where before the
    # end of the paragraph.
    rf"(?:`|!\[|\][(:\[]){_REST}",
)

DATE_RE = re.compile(f"(?P<kept>{'|'.join(_KEPT)})|{WHOLE_DATE}", re.MULTILINE)


def whole_dates_in_markdown(text: str) -> str:
    """The Markdown, from whose words no line parts a day from its month."""
    head = front_matter(text)
    begins = head[1] if head else 0
    return text[:begins] + with_whole_dates(text[begins:], DATE_RE)
