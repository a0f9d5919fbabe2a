"""Citations set into what editors write, whatever turns their Markdown into HTML.

Places are kept by letters of Unicode's private area, which Markdown passes on as they are, so
that one reading of the text decides what is a citation: the one that is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from builders.citations.in_text.syntax import citations_in
from builders.model.citation import Citation

OPEN, CLOSE = "\ue010", "\ue011"
PLACE_RE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ACTIVE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[](){}!~^|$"})
"""What Markdown acts upon within a line. It looks for most of these in the tags of HTML, too."""


def replaced(
    text: str, made: Callable[[Citation], str], citations: Iterable[Citation] | None = None
) -> str:
    """The Markdown with something else in the place of each citation.

    Args:
        text: What an editor wrote.
        made: What stands there: for a renderer that passes HTML on, HTML.
        citations: Those of the text, where they are known already.
    """
    parts: list[str] = []
    at = 0
    for citation in citations_in(text) if citations is None else citations:
        parts += (text[at : citation.span.start], made(citation))
        at = citation.span.end
    return "".join((*parts, text[at:]))


def literal(html: str) -> str:
    """HTML in which a renderer of Markdown finds nothing to do: titles of works have any signs."""
    return html.translate(_ACTIVE).replace("\n", " ")


def converted(text: str, convert: Callable[[str], str], made: Callable[[Citation], str]) -> str:
    """The HTML that a converter makes of the Markdown, with its citations made.

    Args:
        text: What an editor wrote.
        convert: From Markdown to HTML; it need not know of citations, nor allow HTML.
        made: The HTML of one citation.
    """
    found: list[str] = []

    def keep(citation: Citation) -> str:
        found.append(made(citation))
        return f"{OPEN}{len(found) - 1}{CLOSE}"

    html = convert(replaced(text.replace(OPEN, "").replace(CLOSE, ""), keep))
    return PLACE_RE.sub(lambda place: found[int(place[1])], html)
