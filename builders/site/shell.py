"""The shell: what the theme puts around a finished page, rendered once for each kind of page.

Pages of the builders contain finished HTML (`layout: edition`), and what the theme puts around it
differs from page to page in a few places only. MkDocs renders one page of each kind, with marks in
those places, and every other page of that kind is made by filling them in. Ten thousand pages then
cost what ten cost. The plain way, in which MkDocs renders each page by itself, gives the same bytes
(`tests/site/test_shell.py`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from builders.templating.page_head import LAYOUT, read_head, without_head

ANCHOR_RE = re.compile(r'\s(?:id|name)="([^"]*)"')
SECTION_RE = re.compile(r"(?:[a-z]{2,3}/)?[^/]+/index\.md")
"""The first page of a section, in the first language or in another: `search/`, `zh/search/`."""
FOLDER = "muniment-shell"
"""The beginning of the names of the folders in which the marked pages are, one for each kind."""
CONTENT = "<div>muniment-mark-content</div>"
VARYING = ("title", "description", "head")
"""Keys of the front matter whose values the theme puts into the page unchanged."""
MARK_RE = re.compile(rf"muniment-mark-({'|'.join(VARYING)})|({re.escape(CONTENT)})")


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page of the builders in `docs/`."""

    uri: str
    path: Path
    metadata: Mapping[str, Any]
    in_nav: bool

    @property
    def alone(self) -> bool:
        """Whether its shell is its own: the navigation names the page, or the masthead may."""
        return self.in_nav or SECTION_RE.fullmatch(self.uri) is not None

    @property
    def kind(self) -> str:
        """The page's kind. Pages of one kind share a shell: they differ only in what is marked.

        Links to the pages of the navigation are relative, so all pages of one kind are in one
        folder. A page that is `alone` is a kind of its own.
        """
        if self.alone:
            return self.uri
        rest = {key: value for key, value in self.metadata.items() if key not in VARYING}
        given = [key for key in VARYING if self.metadata.get(key)]
        return json.dumps([*_parent_and_name(self.uri), given, rest], sort_keys=True)

    def content(self) -> str:
        """The page's HTML, without the front matter."""
        return without_head(self.path.read_text(encoding="utf-8"))


class ReadyFile(File):
    """A file that MkDocs can resolve links to but neither renders nor copies."""

    @cached_property
    def page(self) -> Anchors | None:  # type: ignore[override]  # as much of a page as links ask for
        """The page's anchors, against which MkDocs checks links; None if the file is not a page."""
        return Anchors(self.path) if self.is_page else None

    def __init__(self, uri: str, path: Path, config: MkDocsConfig, *, is_page: bool) -> None:
        """Note where the file's bytes are.

        Args:
            uri: The path below `docs/`.
            path: Where the bytes are now.
            config: MkDocs's configuration.
            is_page: Whether it becomes an HTML page.
        """
        super().__init__(
            uri,
            None,
            config.site_dir,
            config.use_directory_urls,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.path = path
        self.is_page = is_page
        self._config = config

    @property
    def src_path(self) -> str:
        """The path below the docs folder, as for every file of MkDocs."""
        return super().src_path

    @src_path.setter
    def src_path(self, value: str) -> None:
        # MkDocs normalizes every path, which takes time; ours are normal already.
        self.src_uri = value

    @cached_property
    def dest_uri(self) -> str:  # type: ignore[override]  # MkDocs makes it of the same kind
        """The path in the site; a file that is not a page keeps its name."""
        return mkdocs_file(self.src_uri, self._config).dest_uri if self.is_page else self.src_uri

    def is_documentation_page(self) -> bool:
        """Whether MkDocs should render it: never."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # MkDocs's own signature
        """Do nothing: `ReadyPages` puts the file in place."""


def mkdocs_file(uri: str, config: MkDocsConfig) -> File:
    """The MkDocs file for a page's path, which gives the page's path in the site and its address."""
    return File(uri, None, config.site_dir, config.use_directory_urls)


class Anchors:
    """The anchors of a page that MkDocs does not render."""

    is_link = None
    canonical_url = None
    abs_url = None

    def __init__(self, path: Path) -> None:
        """Note where the page is."""
        self._path = path

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """All values of `id` and `name` in the page's HTML, as written."""
        return set(ANCHOR_RE.findall(self._path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Shells:
    """The shells of a site that has been built, for pages that are made again."""

    parts: Mapping[str, list[str]]
    """The parts of each shell, as `_parts` gives them, by kind of page."""
    in_nav: frozenset[str]
    config: MkDocsConfig

    def place(self, uri: str, path: Path) -> str:
        """The path in the site of a file of `docs/`."""
        return ReadyFile(uri, path, self.config, is_page=uri.endswith(".md")).dest_uri

    def filled(self, uri: str, path: Path) -> bytes | None:
        """The page in its shell; None for a page in Markdown and for a new kind of page."""
        page = _ready_page(uri, path, self.in_nav)
        parts = self.parts.get(page.kind) if page else None
        if page is None or parts is None:
            return None
        return _fill(parts, page, ReadyFile(uri, path, self.config, is_page=True).url)


class ReadyPages(BasePlugin):  # type: ignore[no-untyped-call, type-arg, unused-ignore]  # MkDocs's base has no types for plugins without settings
    """A MkDocs plugin that handles finished pages and other files in MkDocs's stead."""

    def __init__(
        self,
        files: Mapping[str, Path],
        before: Path | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        """Take the files of a site.

        Args:
            files: Where the bytes of each file are, by its path below `docs/`.
            before: The folder of the last site. Unchanged pages are hard links to its files and
                keep their times, by which programs that upload a site see what is new.
            only: The paths of the files that are put in place; by default all.
        """
        super().__init__()
        self._files = files
        self._before = before
        self._only = files.keys() if only is None else only
        self._kinds: dict[str, list[ReadyPage]] = {}
        self._shells: dict[str, File] = {}
        self._copies: list[ReadyFile] = []
        self.shells: Shells | None = None
        """The shells of the site, once it is built."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The files for MkDocs: pages in Markdown, one marked page a kind, the rest to link to."""
        named = set(_pages_in_nav(config.nav or ()))
        for uri, path in self._files.items():
            ready = _ready_page(uri, path, named)
            if ready is None and uri.endswith(".md"):
                page = File.generated(config, uri, abs_src_path=str(path))
                files.append(page)
            elif ready is None:
                self._copies.append(ReadyFile(uri, path, config, is_page=False))
                files.append(self._copies[-1])
            else:
                self._kinds.setdefault(ready.kind, []).append(ready)
                if not ready.alone:
                    files.append(ReadyFile(uri, path, config, is_page=True))
        for number, (kind, pages) in enumerate(self._kinds.items()):
            self._shells[kind] = _shell(config, pages[0], number)
            files.append(self._shells[kind])
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put all pages, in their shells, and all other files into the site."""
        site = Path(config.site_dir)
        folders = {str(site)}
        known: dict[str, list[str]] = {}
        for kind, pages in self._kinds.items():
            shell = self._shells[kind]
            text = (site / shell.dest_uri).read_text(encoding="utf-8")
            (site / shell.dest_uri).unlink()
            if not pages[0].alone:
                (site / shell.dest_uri).parent.rmdir()
            known[kind] = parts = _parts(text, shell, kind)
            for page in pages:
                if page.uri not in self._only:
                    continue
                place = mkdocs_file(page.uri, config)
                data = _fill(parts, page, place.url)
                target = f"{site}/{place.dest_uri}"
                _make_folder_of(folders, target)
                before = f"{self._before}/{place.dest_uri}" if self._before else ""
                if not _link_if_same(before, target, data):
                    _write(target, data)
        self.shells = Shells(known, frozenset(_pages_in_nav(config.nav or ())), config)
        for file in self._copies:
            if file.src_uri not in self._only:
                continue
            target = f"{site}/{file.dest_uri}"
            _make_folder_of(folders, target)
            try:
                os.link(file.path, target)  # ten thousand of them: half the time of Path's
            except OSError:  # another disk, or one without hard links
                shutil.copyfile(file.path, target)


def _ready_page(uri: str, path: Path, named: Collection[str]) -> ReadyPage | None:
    """The page, if it is one of the builders' with finished HTML; otherwise None.

    A page that the navigation names counts as named in every language (`zh/sources/index.md`).
    """
    if not uri.endswith(".md"):
        return None
    with path.open(encoding="utf-8") as file:
        metadata = read_head(file)
    if metadata.get("layout") != LAYOUT:
        return None
    first = uri.removeprefix(f"{metadata.get('interface', '')}/")
    return ReadyPage(uri, path, metadata, uri in named or first in named)


def _parent_and_name(uri: str) -> tuple[str, str]:
    """The folder above a page's own, with its slash, and the name of the page's file.

    >>> _parent_and_name("sources/09guangzhou176/index.md")
    ('sources/', 'index.md')
    """
    folder, _, name = uri.rpartition("/")
    above, slash, _ = folder.rpartition("/")
    return f"{above}{slash}", name


def _pages_in_nav(nav: Iterable[Any]) -> Iterator[str]:
    """The paths of the pages that the navigation names."""
    for item in nav:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            for value in item.values():
                yield from _pages_in_nav([value] if isinstance(value, str) else value)


def _shell(config: MkDocsConfig, page: ReadyPage, number: int) -> File:
    """The page that MkDocs renders for the page's kind, with marks in the places that vary."""
    metadata = {
        key: f"muniment-mark-{key}" if key in VARYING and value else value
        for key, value in page.metadata.items()
    }
    above, name = _parent_and_name(page.uri)
    uri = page.uri if page.alone else f"{above}{FOLDER}-{number}/{name}"
    lines = [f"{key}: {json.dumps(value)}" for key, value in metadata.items()]
    text = "\n".join(("---", *lines, "---", "", CONTENT, ""))
    return File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV)


def _parts(text: str, shell: File, kind: str) -> list[str]:
    """The texts between the marks alternating with the marks' names; first and last is a text.

    Raises:
        ValueError: the theme does not put the content into the page exactly once.
    """
    if text.count(CONTENT) != 1:
        raise ValueError(f"the theme's page has no single place for the content ({kind})")
    # The addresses of two pages of a kind differ only in the name of their own folders.
    own = next((part for part in shell.url.split("/") if part.startswith(FOLDER)), "\0")
    parts: list[str] = []
    at = 0
    for match in re.finditer(f"{MARK_RE.pattern}|({re.escape(own)})", text):
        parts += (text[at : match.start()], match[1] or ("content" if match[2] else "folder"))
        at = match.end()
    return [*parts, text[at:]]


def _fill(parts: list[str], page: ReadyPage, url: str) -> bytes:
    folder = url.split("/")[_parent_and_name(page.uri)[0].count("/")]
    words = {**page.metadata, "content": page.content().strip(), "folder": folder}
    filled = (words[part] if at % 2 else part for at, part in enumerate(parts))
    return "".join(filled).encode("utf-8", errors="xmlcharrefreplace")


def _link_if_same(before: str, target: str, data: bytes) -> bool:
    """Whether the last site's page has these bytes, and has been linked into the new site."""
    try:
        with open(before, "rb", buffering=0) as file:  # noqa: PTH123  # ten thousand of them
            if file.read() != data:
                return False
        os.link(before, target)
    except OSError:  # there was none, or the disk has no hard links
        return False
    return True


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123  # ten thousand of them
        file.write(data)


def _make_folder_of(folders: set[str], path: str) -> None:
    """Make the folder of a file, unless it is among the folders already made."""
    folder = path.rpartition("/")[0]
    if folder not in folders:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # ten thousand of them
        folders.add(folder)
