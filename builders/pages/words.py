"""What the editors write in Markdown beside a source, as HTML."""

from __future__ import annotations

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markupsafe import Markup


def paragraphs(text: str | None) -> Markup:
    """The editors' words; tags in them are shown and not obeyed, as in a source."""
    if not text:
        return Markup()
    return Markup(_converter().convert(text).replace("\n", " "))  # noqa: S704  # no raw HTML passes


def _converter() -> Markdown:
    """Markdown without raw HTML."""
    converter = Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter
