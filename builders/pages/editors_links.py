"""The check of links between pages in what editors write: notes, descriptions, pages of their own.

It is done before any page is made, so a broken link is an error in its file and line for every
command. Links to lists, files and headings are left to MkDocs and to `muniment check`, which
read finished pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types

from builders.citations.in_text.checks import written_texts
from builders.inputs.spellings import did_you_mean
from builders.interface.versions import split_language
from builders.model.entity import REGISTERS, WORKS
from builders.model.front_matter import without_front_matter
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.editors_markdown import converter
from builders.pages.former_ids import folder_of, moved_folders
from builders.pages.prose import RESERVED_FOLDERS
from builders.pages.unsafe_html import EXTENSIONS
from builders.problems import Problem

LINK_RE = re.compile(r'<a href="(?P<path>[^":?#<>]{1,300}\.md)(?:#(?P<anchor>[^"<>]{1,200}))?"')
"""A link to a page by its Markdown file, in HTML made from Markdown."""
ENTRY_RE = re.compile(r"(?P<folder>[^/]+)/(?P<id>[^/_][^/]*)/index\.md")
"""The page of a source, of an entry of a register, or of a work."""
SOURCES = "sources"
"""The folder of the pages of sources."""
PARAGRAPH_RE = re.compile(r"p[0-9]{1,9}")


def problems(
    publication: Publication, sidecars: Mapping[str, tuple[str, str]]
) -> Iterator[Problem]:
    """An error for each link to a source, entry, paragraph or hand-written page that is not there.

    Args:
        publication: The publication.
        sidecars: By identifier of a source, the path and the text of its sidecar, for lines.
    """
    pages = _Pages(publication)
    note, page = converter(), Markdown(extensions=EXTENSIONS, output_format="html")
    prose = {one.path: one.uri for one in publication.prose}
    for written in written_texts(publication, sidecars):
        if addresses.MARKDOWN not in written.text:
            continue
        uri = prose.get(written.file)
        text = written.text if uri is None else without_front_matter(written.text)
        html = (note if uri is None else page).reset().convert(text)
        # Links in notes are paths below `docs/`; those in pages start from the page, as in MkDocs.
        folder = posixpath.dirname(uri or "")
        reached = 0
        for link in LINK_RE.finditer(html):
            path, anchor = (unescape(link[name] or "") for name in ("path", "anchor"))
            # Links are in the order of the Markdown, unless it gives addresses below its text.
            at = written.text.find(path, reached)
            reached = at + len(path) if at >= 0 else reached
            target = posixpath.normpath(posixpath.join(folder, unquote(path)))
            if found := pages.fault(target, unquote(anchor)):
                at = at if at >= 0 else max(0, written.text.find(path))
                first = written.line()
                line = first and first + written.text.count("\n", 0, at)
                yield replace(found, file=written.file, line=line)


class _Pages:
    """The pages that editors link to."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._sources = {entry.slug: entry.document.addresses for entry in publication.entries}
        self._prose = {page.uri for page in publication.prose}
        self._moved = publication.shared(moved_folders)
        works = (*publication.bibliography.works, *publication.registers.works)
        self._works = dict.fromkeys(works)

    def fault(self, uri: str, anchor: str) -> Problem | None:
        """What is wrong with a link to a page, without its place; None if nothing is."""
        below, _ = split_language(self._publication.settings, uri)
        folder = folder_of(below)
        if folder in self._moved:
            below = f"{self._moved[folder]}{below[len(folder) :]}"
        entry = ENTRY_RE.fullmatch(below)
        if entry and (ids := self._ids(entry["folder"])) is not None:
            if entry["id"] not in ids:
                return _absent(uri, entry, [f"{entry['folder']}/{one}/index.md" for one in ids])
            if entry["folder"] == SOURCES:
                return self._without_paragraph(entry["id"], anchor)
            return None
        first = below.partition("/")[0].removesuffix(addresses.MARKDOWN)
        if first in RESERVED_FOLDERS or {uri, below} & self._prose:
            return None
        return _broken(uri, sorted(self._prose))

    def _ids(self, folder: str) -> Collection[str] | None:
        """The identifiers of all entries with pages in a folder; None for other folders."""
        if folder == SOURCES:
            return self._sources
        if folder == WORKS:
            return self._works
        registers = self._publication.registers
        return registers.entries_of(folder) if folder in REGISTERS else None

    def _without_paragraph(self, slug: str, anchor: str) -> Problem | None:
        if not PARAGRAPH_RE.fullmatch(anchor) or anchor in self._sources[slug]:
            return None
        message = f"a link leads to `#{anchor}` of `{slug}`, which has no such paragraph"
        hint = "`muniment show` lists its paragraphs."
        return Problem("", None, "unknown-paragraph", message, hint)


def _absent(uri: str, entry: re.Match[str], known: list[str]) -> Problem:
    """That a link leads to the page of a source, of a register entry or of a work that is not there."""
    broken = _broken(uri, known)
    if entry["folder"] == SOURCES:
        return broken.of_absent_source(entry["id"])
    return broken.of_absent_entry(entry["id"]) if entry["folder"] in REGISTERS else broken


def _broken(uri: str, known: list[str]) -> Problem:
    """That a link leads to a page that is not there, without the place of the link."""
    hint = did_you_mean(uri, known, "Correct the link, or remove it.")
    message = f"a link leads to `{uri}`, which does not exist"
    return Problem("", None, "broken-link", message, hint)
