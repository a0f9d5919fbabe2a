"""pandoc's inlines as plain text and as HTML."""

from __future__ import annotations

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
"""The class of the number before an entry: a single reference has none."""
SCHEMES = ("http://", "https://")


def rendered(inlines: Iterable[Mapping[str, Any]]) -> Rendered:
    """The words, plain and with their italics and links."""
    parts = [_one(inline) for inline in inlines]
    return Rendered(
        "".join(text for text, _ in parts).strip(), "".join(html for _, html in parts).strip()
    )


def _one(inline: Mapping[str, Any]) -> tuple[str, str]:  # noqa: PLR0911  # one for each kind
    content: Any = inline.get("c")
    match inline["t"]:
        case "Str":
            return content, escape(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " ", " "
        case "Quoted":
            before, after = QUOTES[content[0]["t"]]
            return _within(content[1], before, after)
        case "Span":
            if MARGIN in content[0][1]:
                return "", ""
            return _within(content[1])
        case "Link":
            text, html = _within(content[1])
            address = content[2][0]
            # Styles also link a title; an address is only useful where it is the words, too.
            if text and address.startswith(SCHEMES) and address.endswith(text):
                return text, f'<a href="{escape(address)}">{html}</a>'
            return text, html
        case "Note":
            parts = [_within(block["c"]) for block in content if block["t"] in {"Para", "Plain"}]
            return " ".join(text for text, _ in parts), " ".join(html for _, html in parts)
        case "Cite":
            return _within(content[1])
        case "SmallCaps":
            return _within(content)
        case name if name in ELEMENTS:
            element = ELEMENTS[name]
            return _within(content, html_before=f"<{element}>", html_after=f"</{element}>")
        case _:
            return "", ""


def _within(
    inlines: Iterable[Mapping[str, Any]],
    before: str = "",
    after: str = "",
    *,
    html_before: str = "",
    html_after: str = "",
) -> tuple[str, str]:
    parts = [_one(inline) for inline in inlines]
    text = "".join(part[0] for part in parts)
    html = "".join(part[1] for part in parts)
    return f"{before}{text}{after}", f"{before}{html_before}{html}{html_after}{after}"
