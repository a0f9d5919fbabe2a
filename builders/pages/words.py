"""What the editors write in Markdown beside a source, as HTML."""

from __future__ import annotations

import re

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markupsafe import Markup

PLAIN_RE = re.compile(r"(?!\d+\.)[^\W_](?: ?(?:[^\W_]|[,.;:?()/\"'“”‘’…–—\ue010\ue011-]))*")
"""`An entry of a made corpus.`: one paragraph with no sign that Markdown could act upon.

The two letters of the private area keep the places of citations, see `builders.citations.prose`.
"""


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
    return f"<p>{text}</p>" if PLAIN_RE.fullmatch(text) else ""


def converter() -> Markdown:
    """Markdown without raw HTML."""
    converter = Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter
