"""Editors' Markdown as paragraphs of TEI, with citations linked."""

from __future__ import annotations

from html.parser import HTMLParser

from builders.exports.xml_elements import element
from builders.markup import safe
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.citation_links import Citations

NAMES = {
    "p": "p",
    "em": "hi",
    "strong": "hi",
    "a": "ref",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quote",
    "code": "code",
    "br": "lb",
    **{f"h{level}": "p" for level in range(1, 7)},
}
"""TEI elements by the HTML elements that Markdown gives; of others only the text is kept.

A heading becomes a paragraph, since `head` is not allowed in a note.
"""
RENDITIONS = {"em": "italic", "strong": "bold", "ol": "numbered"}
PARAGRAPH = "p"


class Prose:
    """Converts the editors' prose about one source, for a file beside its page."""

    def __init__(self, publication: Publication, uri: str) -> None:
        """Prepare citations for the page of the source."""
        self._citations = _Citations(publication, uri)

    def paragraphs(self, text: str | None) -> str:
        """Markdown as a sequence of `p` elements; empty if there is no text."""
        writer = _Writer()
        # As a plain string: slices of a `Markup` are `Markup` too, and would not be escaped again.
        writer.feed(str(self._citations.paragraphs(text)))
        writer.close()
        return writer.written()


class _Citations(Citations):
    """Citations with absolute links where possible, since the file may be read anywhere."""

    def _href(self, uri: str, fragment: str = "") -> str:
        iri = addresses.iri(self._publication, self._from, uri)
        return f"{iri}#{fragment}" if fragment else iri


class _Writer(HTMLParser):
    """Converts HTML to TEI. At the outermost level, whatever is not a paragraph is put into one."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._open: list[str] = []

    def written(self) -> str:
        """The TEI of all that was read."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = NAMES.get(tag)
        if name is None:
            return
        if name == "lb":
            self._parts.append(element(name))
            return
        if not self._open and name != PARAGRAPH:
            self._parts.append(f"<{PARAGRAPH}>")
        self._open.append(tag)
        given = {"rend": RENDITIONS.get(tag, ""), "target": dict(attrs).get("href") or ""}
        self._parts.append(element(name, attributes=given).removesuffix("/>") + ">")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            name = NAMES[last]
            self._parts.append(f"</{name}>")
            if not self._open and name != PARAGRAPH:
                self._parts.append(f"</{PARAGRAPH}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open or not data.isspace():
            self._parts.append(safe(data) if self._open else element(PARAGRAPH, safe(data)))
