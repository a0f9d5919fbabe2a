"""pandoc's inlines as plain text and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
"""The class of the number before an entry: a single reference has none."""
SCHEMES = ("http://", "https://")
# What HTML has another form for: `AT&T`.
UNSAFE_RE = re.compile("[&<>\"']")


def rendered(inlines: Iterable[Mapping[str, Any]]) -> Rendered:
    """The words, plain and with their italics and links."""
    words = _Words([], [])
    words.add(inlines)
    return Rendered("".join(words.text).strip(), "".join(words.html).strip())


@dataclass(frozen=True, slots=True)
class _Words:
    """What was read so far, in pieces."""

    text: list[str]
    html: list[str]

    def add(self, inlines: Iterable[Mapping[str, Any]]) -> None:
        for inline in inlines:
            kind = inline["t"]
            if kind == "Str":  # nearly all are these two
                self.text.append(inline["c"])
                self.html.append(_safe(inline["c"]))
            elif kind == "Space":
                self.both(" ")
            else:
                self._one(kind, inline.get("c"))

    def both(self, sign: str) -> None:
        self.text.append(sign)
        self.html.append(sign)

    def _one(self, kind: str, content: Any) -> None:  # one case for each kind
        match kind:
            case "SoftBreak" | "LineBreak":
                self.both(" ")
            case "Quoted":
                before, after = QUOTES[content[0]["t"]]
                self.both(before)
                self.add(content[1])
                self.both(after)
            case "Span":
                if MARGIN not in content[0][1]:
                    self.add(content[1])
            case "Link":
                self._link(content[1], content[2][0])
            case "Note":
                said = [block["c"] for block in content if block["t"] in {"Para", "Plain"}]
                for k, words in enumerate(said):
                    if k:
                        self.both(" ")
                    self.add(words)
            case "Cite":
                self.add(content[1])
            case "SmallCaps":
                self.add(content)
            case _ if kind in ELEMENTS:
                self.html.append(f"<{ELEMENTS[kind]}>")
                self.add(content)
                self.html.append(f"</{ELEMENTS[kind]}>")

    def _link(self, inlines: Iterable[Mapping[str, Any]], address: str) -> None:
        within = _Words([], [])
        within.add(inlines)
        text, html = "".join(within.text), "".join(within.html)
        self.text.append(text)
        # Styles also link a title; an address is only useful where it is the words, too.
        if text and address.startswith(SCHEMES) and address.endswith(text):
            html = f'<a href="{escape(address)}">{html}</a>'
        self.html.append(html)


def _safe(word: str) -> str:
    return escape(word) if UNSAFE_RE.search(word) else word
