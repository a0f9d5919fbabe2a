"""What the editors write in Markdown beside a source, as HTML."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markdown.treeprocessors import (  # type: ignore[import-untyped]  # ships no types
    Treeprocessor,
)
from markupsafe import Markup

PLAIN_RE = re.compile(r"(?!\d+\.)[^\W_](?: ?(?:[^\W_]|[,.;:?()/\"'“”‘’…–—\ue010\ue011-]))*")
"""`An entry of a made corpus.`: one paragraph with no sign that Markdown could act upon.

The two letters of the private area keep the places of citations, see `builders.citations.in_text.placing`.
"""

LINK_RE = re.compile(r"https?://|mailto:|[^:\x00-\x20\x7f\\]*(?:[/?#]|\Z)", re.IGNORECASE)
"""How an address may begin: `https://`, `mailto:`, or something of this site, without a scheme."""
RIGHT_TO_LEFT_RE = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of Hebrew, Arabic and their neighbours."""
BLOCKS = frozenset({"p", "li", "blockquote", "td", "th", *(f"h{level}" for level in range(1, 7))})
IMAGES = ("image_link", "image_reference", "short_image_ref")
LAST = -10
"""After all else of Markdown: what stood behind a backslash is itself again."""


class _SafeLinks(Treeprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Links that lead to addresses alone; of any other the words are left, and where it led."""

    def run(self, root: Element) -> None:
        """Change the tree."""
        for link in root.iter("a"):
            address = unescape(link.get("href", ""))
            if LINK_RE.match(address):
                continue
            link.tag = "span"
            link.attrib.clear()
            SubElement(link, "code").text = address
            link[-1].tail = ""


class _Directions(Treeprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Paragraphs that are read from right to left say so."""

    def run(self, root: Element) -> None:
        """Change the tree."""
        for block in root.iter():
            if block.tag in BLOCKS and _runs_from_the_right("".join(block.itertext())):
                block.set("dir", "rtl")


def paragraphs(text: str | None) -> Markup:
    """The editors' words; tags in them are shown and not obeyed, as in a source."""
    if not text:
        return Markup()
    html = plain(text) or converter().convert(text)
    return Markup(html.replace("\n", " "))  # noqa: S704  # no raw HTML passes


def plain(text: str) -> str:
    """The HTML of words in which Markdown has nothing to do; nothing for any others.

    Most notes and descriptions are a plain sentence or two, and a page has many.
    """
    if not PLAIN_RE.fullmatch(text):
        return ""
    return f'<p dir="rtl">{text}</p>' if _runs_from_the_right(text) else f"<p>{text}</p>"


def _runs_from_the_right(text: str) -> bool:
    """Whether most letters are of a script that does; a word at the beginning may be another's."""
    if text.isascii():
        return False
    return 2 * len(RIGHT_TO_LEFT_RE.findall(text)) > sum(map(str.isalpha, text))


def converter() -> Markdown:
    """Markdown without raw HTML, without images, and without links that are no addresses."""
    converter = Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    for name in IMAGES:
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_SafeLinks(converter), "safe_links", LAST)
    converter.treeprocessors.register(_Directions(converter), "directions", LAST)
    return converter
