"""Reading pages in tests."""

from __future__ import annotations

import markdown  # type: ignore[import-untyped]  # ships no types
from lxml import html as lxml_html  # type: ignore[import-untyped]  # ships no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types


def rendered(file: str) -> HtmlElement:
    """The HTML that MkDocs makes from a page's file, parsed; Markdown must leave it unchanged."""
    _, front, body = file.split("---\n", 2)
    assert front.startswith("title: ")
    done = markdown.markdown(
        body.strip(), extensions=["attr_list", "footnotes", "md_in_html", "tables"]
    )
    assert done == body.strip()
    parsed: HtmlElement = lxml_html.fromstring(done)
    return parsed


def of_class(page: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements that have the class."""
    found: list[HtmlElement] = page.find_class(name)
    return found


def received(page: HtmlElement) -> str:
    """The text of the view "As received", with all its characters."""
    return "".join(line.text_content() for line in page.iter("samp"))
