"""The Markdown that editors write about sources and entries, as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markdown.treeprocessors import (  # type: ignore[import-untyped]  # ships no types
    Treeprocessor,
)
from markdown.util import AtomicString  # type: ignore[import-untyped]  # ships no types
from markupsafe import Markup

PLAIN_RE = re.compile(r"(?!\d+\.)[^\W_](?: ?(?:[^\W_]|[,.;:?()/\"'“”‘’…–—\ue010\ue011-]))*")
"""One paragraph without any character that Markdown gives a meaning: `An entry of a made corpus.`

The two private-use characters are placeholders of citations, see
`builders.citations.in_text.replacing`.
"""

SAFE_LINK_RE = re.compile(r"https?://|mailto:|[^:\x00-\x20\x7f\\]*(?:[/?#]|\Z)", re.IGNORECASE)
"""How a safe URL may begin: with `https://` or `mailto:`, or with no scheme (within this site)."""
RIGHT_TO_LEFT_RE = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters of the right-to-left blocks: Hebrew, Arabic and others, among them Rohingya and Adlam."""
BLOCKS = frozenset({"p", "li", "blockquote", "td", "th", *(f"h{level}" for level in range(1, 7))})
IMAGES = ("image_link", "image_reference", "short_image_ref")
LAST_PRIORITY = -10
"""Priority after all of Markdown's own tree processors, so that escapes are already resolved."""


class _SafeLinks(Treeprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Replaces links to unsafe addresses by their words, followed by the address as code."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for link in root.iter("a"):
            address = unescape(link.get("href", ""))
            if SAFE_LINK_RE.match(address):
                continue
            link.tag = "span"
            link.attrib.clear()
            SubElement(link, "code").text = address
            link[-1].tail = ""


class _TypedTags(Treeprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Escapes quotation marks after `=`: links of a page are found by ` href="` (`interface.links`)."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            for name in ("text", "tail"):
                words = getattr(element, name)
                if words and '="' in words:
                    setattr(element, name, AtomicString(words.replace('="', "=&quot;")))


class _Directions(Treeprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Sets `dir` on blocks that are read from right to left."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for block in root.iter():
            if block.tag in BLOCKS and _is_right_to_left("".join(block.itertext())):
                block.set("dir", "rtl")


def paragraphs(text: str | None) -> Markup:
    """The editors' words as HTML; tags in them are shown as text, as in a source."""
    if not text:
        return Markup()
    html = plain(text) or converter().convert(text)
    return Markup(html.replace("\n", " "))  # noqa: S704  # no raw HTML passes


def plain(text: str) -> str:
    """The HTML of a text without any Markdown syntax; empty for all others.

    A fast path: most notes and descriptions are a plain sentence or two, and a page has many.
    """
    if not PLAIN_RE.fullmatch(text):
        return ""
    return f'<p dir="rtl">{text}</p>' if _is_right_to_left(text) else f"<p>{text}</p>"


def _is_right_to_left(text: str) -> bool:
    """Whether most letters are of a right-to-left script, whichever script the text begins in."""
    if text.isascii():
        return False
    return 2 * len(RIGHT_TO_LEFT_RE.findall(text)) > sum(map(str.isalpha, text))


def converter() -> Markdown:
    """A Markdown converter without raw HTML, images and links to unsafe addresses."""
    converter = Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    for name in IMAGES:
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_SafeLinks(converter), "safe_links", LAST_PRIORITY)
    converter.treeprocessors.register(_TypedTags(converter), "typed_tags", LAST_PRIORITY)
    converter.treeprocessors.register(_Directions(converter), "directions", LAST_PRIORITY)
    return converter


def prose_converter(extensions: Sequence[str], options: Mapping[str, Any]) -> Callable[[str], str]:
    """A function that makes HTML of the Markdown of a page, as MkDocs does.

    Args:
        extensions: The extensions of Markdown in mkdocs.yml.
        options: Their options by extension.
    """
    converter = Markdown(extensions=extensions, extension_configs=options)
    return lambda text: str(converter.reset().convert(text))
