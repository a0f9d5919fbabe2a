"""What hand-written pages may not do: run scripts, load from other hosts, link to unsafe addresses.

Hand-written Markdown may contain HTML. The rendered page is parsed, and whatever is not known to
be harmless is refused, with its line; a page is never changed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types

from builders.model.front_matter import without_front_matter
from builders.model.page import ProsePage
from builders.pages.editors_markdown import SAFE_LINK_RE
from builders.problems import Problem

EXTENSIONS = ("attr_list", "fenced_code", "footnotes", "md_in_html", "tables")
"""Markdown extensions, those of mkdocs.yml and of MkDocs itself.

They matter, because an attribute list can do all that a tag can.
"""
ELEMENTS = frozenset(
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div"  # noqa: SIM905  # reads as the list it is
    " dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p picture pre q rp"
    " rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var"
    " video wbr".split()
)
ATTRIBUTES = frozenset(
    "abbr align alt class cite colspan controls datetime dir download headers height href hreflang id kind label lang"  # noqa: SIM905  # reads as the list it is
    " loading loop markdown media name open poster preload rel reversed role rowspan scope span src srclang srcset start"
    " tabindex target title translate type value width".split()
)
ATTRIBUTE_PREFIXES = ("aria-", "data-")
LINK_ATTRIBUTES = {"href", "cite"}
LOADING_ATTRIBUTES = {"src", "poster", "srcset"}
ELSEWHERE_RE = re.compile(r"[\x00-\x20\s]*(?:[\\/]{2}|[^\x00-\x20\s/?#]*:)")
"""The beginning of a URL that is not a file of the site: `https://`, `//`, `data:`."""
DROPPED = str.maketrans("", "", "\t\n\r")
"""What browsers remove from a URL before they read it: https://url.spec.whatwg.org/#url-parsing"""
TABLE_CELL_STYLE_RE = re.compile(r"text-align: (?:left|right|center);")
"""The style that Markdown itself writes in cells of tables."""


def problems(page: ProsePage) -> Iterator[Problem]:
    """An error for each tag, attribute and address of the page that is not known to be harmless."""
    text = without_front_matter(page.text)
    begins = len(page.text) - len(text)
    reader = _Reader()
    reader.feed(Markdown(extensions=EXTENSIONS, output_format="html").convert(text))
    for message, hint, marker in dict.fromkeys((*reader.found, *reader.unclosed())):
        line = _line_of(marker, page.text, begins)
        yield Problem(page.path, line, "unsafe-html", message, hint)


def _line_of(marker: str, text: str, begins: int) -> int | None:
    """The line of a page on which a finding stands; None if Markdown or HTML spells it otherwise."""
    words = re.escape(marker)
    # The name of an attribute may be a word of the text, too.
    for pattern in (rf"{words}\s*=", words):
        if found := re.compile(pattern, re.IGNORECASE).search(text, begins):
            return text.count("\n", 0, found.start()) + 1
    return None


def _is_elsewhere(name: str, value: str) -> bool:
    """Whether any URL in a loading attribute leads out of the site; `srcset` has several."""
    urls = [value, *(value.split(",") if name == "srcset" else ())]
    return any(ELSEWHERE_RE.match(url.translate(DROPPED)) for url in urls)


class _Reader(HTMLParser):
    """Parses HTML and collects unsafe tags, attributes and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        """For each finding: what is wrong, what to do, and the text to look for in the Markdown."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add to `found` whatever is unsafe about a tag."""
        if tag not in ELEMENTS:
            hint = "Scripts and styles belong in site_src/assets/, drawings in a file of their own."
            self.found.append((f"`<{tag}>` is not allowed on a page", hint, f"<{tag}"))
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def unclosed(self) -> Iterator[tuple[str, str, str]]:
        """A tag cut off by the end of the page, which whatever follows there would complete."""
        if left := re.match(r"<[a-zA-Z/!?]\S*", self.rawdata):
            yield f"`{left[0]}` is not closed", "Close the tag, or write `&lt;`.", left[0]

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name in LINK_ATTRIBUTES and not SAFE_LINK_RE.match(value):
            hint = "A link may lead to a page of the site, or begin with http, https or mailto."
            self.found.append((f"`{value}` is not an address that a page may link to", hint, value))
        elif name in LOADING_ATTRIBUTES and _is_elsewhere(name, value):
            hint = "Put the file into site_src/assets/ and link to it there."
            self.found.append((f"`{value}` would be loaded from elsewhere", hint, value))
        elif name not in ATTRIBUTES and not name.startswith(ATTRIBUTE_PREFIXES):
            if name == "style" and tag in {"td", "th"} and TABLE_CELL_STYLE_RE.fullmatch(value):
                return
            hint = "Give it a class, and style that in a style sheet of the site."
            hint = hint if name == "style" else "Remove it."
            self.found.append((f"`{name}` is not allowed in a tag on a page", hint, name))
