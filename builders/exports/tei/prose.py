"""What the editors say in Markdown, as paragraphs of TEI, with their citations linked."""

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
}
"""From the elements that Markdown makes to TEI's; of any other the words alone are kept."""
RENDITIONS = {"em": "italic", "strong": "bold", "ol": "numbered"}
PARAGRAPH = "p"


class Prose:
    """Writes what the editors say of one source, for a file that stands beside its page."""

    def __init__(self, publication: Publication, uri: str) -> None:
        """Know what can be cited, and the page."""
        self._citations = _Citations(publication, uri)

    def paragraphs(self, text: str | None) -> str:
        """The words as a sequence of `p`; nothing where nothing is said."""
        writer = _Writer()
        # As a plain string: what is cut from a `Markup` is one, too, and would be escaped twice.
        writer.feed(str(self._citations.paragraphs(text)))
        writer.close()
        return writer.written()


class _Citations(Citations):
    """Citations that lead to what they cite from wherever the file is read."""

    def _href(self, uri: str, fragment: str = "") -> str:
        iri = addresses.iri(self._publication, self._from, uri)
        return f"{iri}#{fragment}" if fragment else iri


class _Writer(HTMLParser):
    """HTML as TEI. What is no paragraph at the outermost level stands in one."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._open: list[str] = []

    def written(self) -> str:
        """All of it, when the whole has been read."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = NAMES.get(tag, "")
        if name == "lb":
            self._parts.append(element(name))
            return
        if name and not self._open and name != PARAGRAPH:
            self._parts.append(f"<{PARAGRAPH}>")
        self._open.append(tag)
        if name:
            given = {"rend": RENDITIONS.get(tag, ""), "target": dict(attrs).get("href") or ""}
            self._parts.append(element(name, attributes=given).removesuffix("/>") + ">")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            name = NAMES.get(last, "")
            self._parts.append(f"</{name}>" if name else "")
            if name and not self._open and name != PARAGRAPH:
                self._parts.append(f"</{PARAGRAPH}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open or not data.isspace():
            self._parts.append(safe(data) if self._open else element(PARAGRAPH, safe(data)))
