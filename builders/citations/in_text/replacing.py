"""Replacing citations in editors' Markdown, whatever converts the Markdown to HTML.

During conversion each citation is represented by private-use characters, which Markdown passes
through. Thus only `citations_in`, which the checks use too, decides what is a citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from builders.citations.in_text.syntax import citations_in
from builders.model.citation import Citation

OPEN, CLOSE = "\ue010", "\ue011"
PLACE_RE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ACTIVE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[](){}!~^|$"})
"""Characters that Markdown acts upon within a line, most of them even in the tags of HTML."""


def replace_citations(
    text: str, made: Callable[[Citation], str], citations: Iterable[Citation] | None = None
) -> str:
    """The Markdown with each citation replaced.

    Args:
        text: What an editor wrote.
        made: From a citation to its replacement: HTML for a renderer that passes HTML through.
        citations: The citations in the text, where they are known already.
    """
    parts: list[str] = []
    at = 0
    for citation in citations_in(text) if citations is None else citations:
        parts += (text[at : citation.span.start], made(citation))
        at = citation.span.end
    return "".join((*parts, text[at:]))


def escape_markdown(html: str) -> str:
    """HTML in which a Markdown renderer finds no markup: titles may contain any characters."""
    return html.translate(_ACTIVE).replace("\n", " ")


def convert_with_citations(
    text: str, convert: Callable[[str], str], made: Callable[[Citation], str]
) -> str:
    """The HTML that a converter makes of the Markdown, with the citations as HTML.

    Args:
        text: What an editor wrote.
        convert: From Markdown to HTML; it need not know of citations, nor allow HTML.
        made: From a citation to its HTML.
    """
    found: list[str] = []

    def keep(citation: Citation) -> str:
        found.append(made(citation))
        return f"{OPEN}{len(found) - 1}{CLOSE}"

    html = convert(replace_citations(text.replace(OPEN, "").replace(CLOSE, ""), keep))
    return PLACE_RE.sub(lambda place: found[int(place[1])], html)
