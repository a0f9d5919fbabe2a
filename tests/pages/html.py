"""Reading pages in tests."""

from __future__ import annotations

import markdown  # type: ignore[import-untyped]  # ships no types
from lxml import html as lxml_html  # type: ignore[import-untyped]  # ships no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types


def rendered(file: str) -> HtmlElement:
    """What MkDocs makes of a page's file, parsed; its Markdown step is done and must change nothing."""
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
    """The lines as received, one after the other, as they stand."""
    return "".join(line.text_content() for line in page.iter("samp"))
