"""The checks of `muniment check`: what is not an error in itself but deserves an editor's look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from builders.agent_checks import agent_names
from builders.agents import Agents
from builders.inputs.register_checks import pointers_of
from builders.inputs.settings_files import MKDOCS_FILE
from builders.model.document import Role
from builders.model.front_matter import without_front_matter
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.problems import Problem, Severity
from builders.quotations import Quotations
from builders.spans import DisjointSpans, LineNumbers, Span
from builders.storage.store import PACKAGE

EXAMPLE_ADDRESS = "https://your-name.github.io/"
"""The beginning of the example address that `muniment new` writes."""
EXAMPLE_SOURCES = PACKAGE / "data/new/site_src/sources"
"""The example sources that `muniment new` puts into a publication."""
HOST = "site.invalid"
SITE = f"http://{HOST}/"
"""Stands for the site's own address while links are followed."""
LINK_RE = re.compile(rb'<[a-zA-Z][^<>]*?\s(?:href|src)="([^"]*)"')
# "Pan Pearl River Delta", "Ministry of Something". At least two words, for a capital alone may only
# begin a sentence.
NAME_RE = re.compile(r"\b[A-Z][a-z]+(?:\s(?:of\s(?:the\s)?)?[A-Z][a-z]+)+\b")
ANCHOR_RE = re.compile(rb'\sid="([^"]*)"')


ToHtml = Callable[[str], str]


class _Target(NamedTuple):
    url: str
    fragment: str


def lint(
    publication: Publication, files: Iterable[Asset], to_html: ToHtml | None = None
) -> list[Problem]:
    """All findings, in the order of files and lines.

    Args:
        publication: The publication.
        files: All files of `docs/`.
        to_html: What makes HTML of the Markdown of pages that people wrote; without it, links to
            their headings are not checked.
    """
    found = [
        *example_address(publication),
        *agent_names(publication),
        *undated(publication),
        *unresolved_mentions(publication),
        *dangling_references(publication),
        *unused_entries(publication),
        *broken_links(tuple(files), frozenset(page.uri for page in publication.prose), to_html),
    ]
    return sorted(found, key=lambda problem: (problem.file, problem.line or 0, problem.message))


def example_address(publication: Publication) -> Iterator[Problem]:
    """An example address left in the settings of a publication that has sources of its own.

    The address stands on every page and in every citation.
    """
    address = publication.settings.url or ""
    if not address.startswith(EXAMPLE_ADDRESS):
        return
    examples = {path.stem for path in EXAMPLE_SOURCES.rglob("*")}
    if examples.isdisjoint(entry.id for entry in publication.entries):
        message = f"`site_url` is still an example: {address}"
        hint = "Set the address of the site before anybody cites it."
        yield Problem(MKDOCS_FILE, None, "example-address", message, hint, Severity.WARNING)


def undated(publication: Publication) -> Iterator[Problem]:
    """Sources without a date of which the editors say nothing; they come after all others and are missing from the timeline."""
    for entry in publication.entries:
        if entry.date is None and not entry.sidecar.is_undated:
            message = "no date was found in it, and its sidecar gives none"
            hint = (
                "Give it in its sidecar: `date: 1911-05-02` (`1911-05`, `1911~`, `191X`),"
                " or write `date: XXXX` if it cannot be dated."
            )
            yield Problem(entry.source.path, None, "undated", message, hint, Severity.WARNING)


def unresolved_mentions(publication: Publication) -> Iterator[Problem]:
    """Possible names of several words that are in no register; an editor decides what they are.

    Each form is reported once for each source, at its first occurrence.
    """
    for entry in publication.entries:
        taken: dict[str, list[Span]] = defaultdict(list)
        for mention in entry.annotations.mentions:
            taken[mention.block].append(mention.reading)
        seen: set[str] = set()
        lines = LineNumbers(entry.source.text)
        for block in entry.document.blocks:
            if block.role is not Role.TEXT or block.type != "p":
                continue
            known = DisjointSpans(taken[block.id])
            for match in NAME_RE.finditer(block.text.text):
                place = Span(*match.span())
                if match[0] in seen or known.overlaps_any(place):
                    continue
                seen.add(match[0])
                start = block.text.source_span(*place).start
                yield Problem(
                    entry.source.path,
                    lines.of(start),
                    "unresolved-mention",
                    f"{match[0]!r} is in no register",
                    "If it is a name, give it an entry or add this form to one.",
                    Severity.NOTICE,
                )


def dangling_references(publication: Publication) -> Iterator[Problem]:
    """References by letter or paragraph whose target is missing from their own document."""
    by_id = publication.by_id
    # Made only when needed, so that the texts of other sources need not be loaded.
    lines: dict[str, LineNumbers] = {}
    for link in publication.links:
        # A reference to a cable that is not published here is not a mistake: a page says so.
        if link.target is not None or link.kind not in {"letter", "paragraph"}:
            continue
        if link.kind == "letter" and not link.wanted.startswith("Ref "):
            continue
        source = by_id[link.source].source
        if link.source not in lines:
            lines[link.source] = LineNumbers(source.text)
        yield Problem(
            source.path,
            lines[link.source].of(link.span.start),
            "dangling-reference",
            f"{link.text!r} refers to nothing in this document",
            "If the reader misread the REF line or a number, correct it in the sidecar.",
            Severity.WARNING,
        )


def unused_entries(publication: Publication) -> Iterator[Problem]:
    """Register entries without a use.

    No source mentions them, is by them, to them or sent from there; no header contains one of their names, and no
    other entry points at them.
    """
    registers = publication.registers
    pointed_at = (
        pointer.target
        for identifier, entry in registers.entities()
        for pointer in pointers_of(identifier, entry)
    )
    agents = publication.shared(Agents)
    used = {
        *publication.mentions_of,
        *pointed_at,
        *agents.wrote,
        *agents.received,
        *agents.sent_from,
    }
    unused = {
        identifier: entry for identifier, entry in registers.entities() if identifier not in used
    }
    # All names are looked for at once: each in all headers would take names times sources.
    quotations = Quotations(name.text for entry in unused.values() for name in entry.all_names())
    in_headers = {
        text
        for entry in publication.entries
        for block in entry.document.blocks
        if block.name
        for text in quotations.places(block.text.text)
    }
    for identifier, entry in unused.items():
        if any(name.text in in_headers for name in entry.all_names()):
            continue
        where = registers.where(identifier)
        yield Problem(
            where.file,
            where.line,
            "unused-entry",
            f"`{identifier}` is named in no source",
            "Give it the names that the sources use, or remove it.",
            Severity.WARNING,
        )


def broken_links(
    files: tuple[Asset, ...],
    written: Collection[str] = frozenset(),
    to_html: ToHtml | None = None,
) -> Iterator[Problem]:
    """Links of the generated pages that lead to no page, file or anchor of the site.

    Args:
        files: All files of `docs/`.
        written: The paths of the pages that people wrote, whose headings get their anchors later.
        to_html: What makes HTML of their Markdown; without it, links to headings are not checked.
    """
    pages = {_url(asset.uri): asset for asset in files if asset.uri.endswith(".md")}
    known = {*pages, *(SITE + asset.uri for asset in files)}
    anchors = {
        url: _anchors(asset.data)
        for url, asset in pages.items()
        if b'<div class="mu' in asset.data and asset.uri not in written
    }
    for url, asset in pages.items():
        for target in sorted(_targets(url, asset.data)):
            there = pages.get(target.url)
            is_written = there is not None and there.uri in written
            # Only when needed: most pages have no links to their headings.
            if target.fragment and is_written and to_html and target.url not in anchors:
                html = to_html(without_front_matter(pages[target.url].data.decode()))
                anchors[target.url] = _anchors(html.encode())
            lacks_anchor = (
                target.fragment
                and target.url in anchors
                and target.fragment not in anchors[target.url]
            )
            if target.url in known and not lacks_anchor:
                continue
            fragment = f"#{target.fragment}" if lacks_anchor else ""
            address = f"{target.url.removeprefix(SITE)}{fragment}"
            yield Problem(
                f"docs/{asset.uri}",
                None,
                "broken-link",
                f"a link leads to {address!r}, which does not exist",
                "Correct what the page is made from.",
            )


def _anchors(html: bytes) -> set[str]:
    return {unescape(anchor.decode()) for anchor in ANCHOR_RE.findall(html)}


def _targets(url: str, data: bytes) -> set[_Target]:
    """The targets of a page's links within the site, and links that are no addresses."""
    targets = set()
    for match in LINK_RE.findall(data):
        link = unescape(match.decode())
        try:
            target = urlsplit(urljoin(url, link))
        except ValueError:  # `http://[2001:db8::1/`
            targets.add(_Target(link, ""))
            continue
        if target.netloc == HOST:
            plain = target._replace(query="", fragment="").geturl()
            targets.add(_Target(unquote(plain), unquote(target.fragment)))
    return targets


def _url(uri: str) -> str:
    """The address that MkDocs gives a page."""
    path = PurePosixPath(uri).with_suffix("")
    folder = path.parent if path.name == "index" else path
    return SITE if folder == PurePosixPath() else f"{SITE}{folder}/"
