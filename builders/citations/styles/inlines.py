"""Converting pandoc's inlines to HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from builders.model.citation import Rendered

QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
ELEMENTS = {
    "Emph": "i",
    "Strong": "b",
    "Superscript": "sup",
    "Subscript": "sub",
}
MARGIN = "csl-left-margin"
"""The class of the number before a list's entry, which is left out: references stand alone."""
SCHEMES = ("http://", "https://")
# Characters to be escaped: `AT&T`.
UNSAFE_RE = re.compile("[&<>\"']")


def rendered(inlines: Iterable[Mapping[str, Any]]) -> Rendered:
    """The inlines as HTML, with italics and links."""
    pieces: list[str] = []
    _add(inlines, pieces)
    return Rendered("".join(pieces).strip())


def _add(inlines: Iterable[Mapping[str, Any]], pieces: list[str]) -> None:
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":  # nearly all are these two
            word = inline["c"]
            pieces.append(escape(word) if UNSAFE_RE.search(word) else word)
        elif kind == "Space":
            pieces.append(" ")
        else:
            _add_one(kind, inline.get("c"), pieces)


def _add_one(kind: str, content: Any, pieces: list[str]) -> None:  # one case for each kind
    match kind:
        case "SoftBreak" | "LineBreak":
            pieces.append(" ")
        case "Quoted":
            before, after = QUOTES[content[0]["t"]]
            pieces.append(before)
            _add(content[1], pieces)
            pieces.append(after)
        case "Span":
            if MARGIN not in content[0][1]:
                _add(content[1], pieces)
        case "Link":
            pieces.append(_link(content[1], content[2][0]))
        case "Note":
            paragraphs = [block["c"] for block in content if block["t"] in {"Para", "Plain"}]
            for k, words in enumerate(paragraphs):
                if k:
                    pieces.append(" ")
                _add(words, pieces)
        case "Cite":
            _add(content[1], pieces)
        case "SmallCaps":
            _add(content, pieces)
        case _ if kind in ELEMENTS:
            pieces.append(f"<{ELEMENTS[kind]}>")
            _add(content, pieces)
            pieces.append(f"</{ELEMENTS[kind]}>")


def _link(inlines: Iterable[Mapping[str, Any]], address: str) -> str:
    pieces: list[str] = []
    _add(inlines, pieces)
    html = "".join(pieces)
    text = Rendered(html).text
    if text.startswith("/"):
        # A publication without `site_url`: pandoc has put `https://` before the path of the page.
        address = text
    # Styles also link titles; a link is kept only where its words are the address.
    if html and address.startswith((*SCHEMES, "/")) and address.endswith(text):
        return f'<a href="{escape(address)}">{html}</a>'
    return html
