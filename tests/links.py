"""Where the links of built sites lead, and whether their targets exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html  # type: ignore[import-untyped]  # ships no types

ADDRESSES = ("href", "src", "action", "data-search")
MISSING = "404.html"
"""The page for missing addresses, which a server may show at any address."""


class ResolvedLink(NamedTuple):
    """A link within or between the sites.

    Attributes:
        page: The address of the page that has the link.
        link: The link as it is written.
        target: The address to which it leads.
        there: Whether the target exists, with the fragment if there is one.
    """

    page: str
    link: str
    target: str
    there: bool


class PageLinks:
    """The links of one page, and the fragments that other links can point to."""

    def __init__(self, path: Path) -> None:
        """Read the page."""
        self.links: list[str] = []
        self.anchors: set[str] = {"", "top"}
        root = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        for element in root.iter("*"):
            self.links += [element.get(name) for name in ADDRESSES if name in element.attrib]
            if element.get("http-equiv") == "refresh":
                self.links.append(element.get("content").partition("url=")[2])
            self.anchors.add(element.get("id", ""))
            if element.tag == "a":
                self.anchors.add(element.get("name", ""))


def resolved_links(sites: Mapping[str, Path]) -> Iterator[ResolvedLink]:
    """Each link within or between the sites, which are given by their addresses."""
    pages = {
        url + path.relative_to(folder).as_posix().removesuffix("index.html"): PageLinks(path)
        for url, folder in sites.items()
        for path in folder.rglob("*.html")
    }
    hosts = {urlsplit(url).netloc for url in sites}
    for page, found in pages.items():
        for link in found.links:
            target = urljoin(page, link)
            if page.endswith(MISSING) and not link.startswith("#"):
                target = urljoin(page.replace(MISSING, "no/such/page/"), link)
            base = next((url for url in sites if target.startswith(url)), None)
            if base is None:
                if urlsplit(target).netloc in hosts:
                    yield ResolvedLink(page, link, target, there=False)
                continue
            address, _, fragment = target.partition("#")
            address = address.partition("?")[0]
            path = unquote(address.removeprefix(base))
            file = sites[base] / (f"{path}index.html" if path.endswith("/") or not path else path)
            there = file.is_file()
            if there and fragment and address in pages:
                there = unquote(fragment) in pages[address].anchors
            yield ResolvedLink(page, link, target, there)
