"""A publication split into sites: each file of its one tree put at its path in its own site.

This module alone decides what a link becomes: within a site it stays relative; to another site it
gets that site's address. The main site's files are in `docs/` as usual. Those of a collection, with
a configuration of their own, are in a subfolder whose name begins with a full stop, which makes
MkDocs ignore it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from builders.collections.rules import members
from builders.collections.sites import Sites, folder_of, origins, sites_of
from builders.exports import sitemap
from builders.inputs.mkdocs_file import Frame, NavEntry
from builders.inputs.settings_files import MKDOCS_FILE, PUBLICATION_FILE
from builders.interface.links import LINK_RE
from builders.interface.versions import address, further_languages
from builders.model.collection import Collection
from builders.model.page import Asset, Unit
from builders.model.publication import Publication, Settings
from builders.pages import redirects
from builders.pages.head.prose_heads import title_and_description
from builders.problems import Problem, ProblemsFound
from builders.templating import MARKDOWN_SUFFIX
from builders.templating.page_head import LAYOUT, RULE

FOLDER = ".collections"
"""The folder below `docs/` with a folder for each collection."""
CONFIG = "mkdocs.yml"
MARKDOWN_LINK_RE = re.compile(r"(?<=\]\()(?P<path>[^()\s<>\"?#:]+)(?P<rest>[?#][^()\s]*)?(?=[)\s])")
"""The part in parentheses of `[the cable](sources/09guangzhou176/index.md#p5)`."""
WITH_LINKS = (".md", ".html")


def placed_units(publication: Publication, made: Iterable[Unit[Asset]]) -> list[Unit[Asset]]:
    """The units, with each file at its path in its site, and a unit that makes the redirects."""
    cut = _Splitter(publication)
    moved = Unit(f"{__name__}.moved", partial(_redirects, publication))
    return [*(unit.through(cut.files) for unit in made), moved]


def final_files(publication: Publication, frame: Frame, uris: Iterable[str]) -> Iterator[Asset]:
    """Each site's sitemap and each collection's configuration, for which all paths must be known.

    Raises:
        ProblemsFound: the address of a collection's site covers a part of the main site.
    """
    of_main, of_collections = by_site(uris)
    settings = publication.settings
    if wrong := list(_overlaps(settings, of_main)):
        raise ProblemsFound(wrong)
    yield from sitemap.of_pages(settings.url or "", of_main)
    for collection in settings.collections:
        own = of_collections.get(collection.name, {})
        for asset in sitemap.of_pages(collection.site_url, own):
            yield Asset(f"{_docs(collection)}{asset.uri}", asset.data)
        nav = _main_sections(publication, frame)
        config = _config(settings, collection, frame, nav)
        record = json.dumps(config, ensure_ascii=False, indent=1)
        yield Asset(config_uri(collection.name), f"{record}\n".encode())


def by_site(uris: Iterable[str]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The files of the main site, and of each collection, by its name, a mapping of its files.

    The mapping leads from a path within the collection's site to the path below `docs/`.
    """
    main: list[str] = []
    collections: dict[str, dict[str, str]] = {}
    for uri in uris:
        if not uri.startswith(f"{FOLDER}/"):
            main.append(uri)
            continue
        _, name, folder, *rest = uri.split("/")
        if rest and folder == "docs":
            collections.setdefault(name, {})["/".join(rest)] = uri
    return main, collections


def extra(settings: Settings, own: str) -> dict[str, Any]:
    """What the theme needs to know of the sites, for `extra` in the configuration.

    Args:
        settings: The settings of a publication with collections.
        own: The address of the site that the page is on.
    """
    urls = (settings.url or "", *(collection.site_url for collection in settings.collections))
    beyond = (origin for origin in origins(urls) if origin not in origins((own,)))
    return {
        "sites": " ".join(f"{one.name}={one.site_url}" for one in settings.collections),
        "beyond": " ".join(beyond),
    }


def config_uri(name: str) -> str:
    """The path below `docs/` of the configuration of a collection's site."""
    return f"{FOLDER}/{name}/{CONFIG}"


def _docs(collection: Collection | None) -> str:
    return f"{FOLDER}/{collection.name}/docs/" if collection else ""


class _Splitter:
    """Puts each file at its path in its site, and adjusts the links in it."""

    def __init__(self, publication: Publication) -> None:
        self._settings = publication.settings
        self._sites = publication.shared(sites_of)

    def files(self, unit: Unit[Asset]) -> Iterator[Asset]:
        """The unit's files; one that every site has for itself comes once for each site."""
        for asset in unit.make():
            if self._sites.is_shared(asset.uri):
                for collection in (None, *self._sites.collections):
                    yield self._placed(asset, collection)
            else:
                yield self._placed(asset, self._sites.of(asset.uri))

    def _placed(self, asset: Asset, collection: Collection | None) -> Asset:
        uri = f"{_docs(collection)}{self._sites.within(asset.uri)}"
        if not asset.uri.endswith(WITH_LINKS):
            return Asset(uri, asset.data)
        links = _Links(self._sites, self._settings, collection, asset.uri)
        return Asset(uri, links.adjusted(asset.data.decode()).encode())


class _Links:
    """The links of one page, adjusted to its place in one site."""

    def __init__(self, sites: Sites, settings: Settings, own: Collection | None, uri: str) -> None:
        self._sites = sites
        self._main = settings.url or ""
        self._own = own
        self._uri = uri
        # A finished HTML page has the address of its folder, as a page made from Markdown does.
        page = uri.replace("/index.html", "/index.md")
        self._in_tree = address(page)
        """The page's address in the tree of the whole publication."""
        self._in_site = address(sites.within(page))
        """The page's address in its site."""

    def adjusted(self, text: str) -> str:
        """The text of the page, with links that lead to the right sites."""
        text = LINK_RE.sub(self._of_html, text)
        return MARKDOWN_LINK_RE.sub(self._of_markdown, text) if self._is_prose(text) else text

    def _is_prose(self, text: str) -> bool:
        """Whether a person wrote the page, so that it may contain Markdown links."""
        front = text.partition(f"\n{RULE}\n")[0]
        return self._uri.endswith(MARKDOWN_SUFFIX) and f'\nlayout: "{LAYOUT}"' not in front

    def _of_html(self, match: re.Match[str]) -> str:
        path, rest = match["path"], match["rest"] or ""
        if path.startswith("/"):
            return match[0]
        target = posixpath.normpath(posixpath.join(self._in_tree, path))
        is_page = path.endswith("/") or posixpath.basename(path) in {".", ".."}
        target = "" if target == "." else f"{target}/" if is_page else target
        if target.startswith("../"):
            return match[0]
        uri = unquote(f"{target}index.md" if is_page else target)
        site = self._own if self._sites.is_shared(uri) else self._sites.of(uri)
        inside = target
        if site is not None and self._sites.within(uri) != uri:
            inside = target.replace(folder_of(site), "", 1)
        if site is not self._own:
            link = f"{site.site_url if site else self._main}{inside}"
        elif inside != target or self._in_site != self._in_tree:
            link = _relative_link(self._in_site, inside)
        else:
            return match[0]
        return f'{match["name"]}="{link}{rest}"'

    def _of_markdown(self, match: re.Match[str]) -> str:
        """The link with the target's address if that is in a collection; otherwise it is left.

        Links in Markdown name files, which is possible within a site only.
        """
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self._uri), match["path"]))
        site = self._sites.of(unquote(target))
        if site is None:
            return match[0]
        inside = self._sites.within(target)
        link = address(inside) if inside.endswith(MARKDOWN_SUFFIX) else inside
        return f"{site.site_url}{link}{match['rest'] or ''}"


def _relative_link(here: str, target: str) -> str:
    """The relative link from one page's address to another, or to a file."""
    path = posixpath.relpath(target or ".", here or ".")
    return f"{path}/" if not target or target.endswith("/") else path


def _redirects(publication: Publication) -> Iterator[Asset]:
    """Redirects from the main site for sources that were published there before they were moved."""
    sites, had = publication.shared(sites_of), publication.shared(members)
    for entry in publication.entries:
        if entry.id in had and had[entry.id].moved:
            for language in ("", *further_languages(publication.settings)):
                folder = f"{language}/sources/{entry.slug}" if language else f"sources/{entry.slug}"
                there = f"{sites.base(f'{folder}/index.md')}{folder}/"
                for slug in map(str.lower, entry.ids):
                    uri = f"{folder.removesuffix(entry.slug)}{slug}/index.html"
                    yield redirects.redirect_page(uri, there, entry.title, language or "en")


def _overlaps(settings: Settings, uris: Sequence[str]) -> Iterator[Problem]:
    """Collections whose address would hide a part of the main site."""
    for collection in settings.collections:
        below = collection.site_url.removeprefix(settings.url or "\0")
        if below != collection.site_url and any(uri.startswith(below) for uri in uris):
            message = f"{collection.site_url} is part of the main site"
            hint = f"Give `{collection.name}` another `site_url`."
            yield Problem(PUBLICATION_FILE, None, "collection-address", message, hint)


def _main_sections(publication: Publication, frame: Frame) -> list[dict[str, Any]]:
    """The navigation of the main site, with whole addresses, for the sites of collections."""
    prose = {page.uri: page.text for page in publication.prose}
    main = publication.settings.url or ""
    return [_at_main_site(entry, main, prose) for entry in frame.nav]


def _at_main_site(entry: NavEntry, main: str, prose: Mapping[str, str]) -> dict[str, Any]:
    """An entry of the main site's navigation for that of a collection's site.

    Args:
        entry: The entry.
        main: The address of the main site.
        prose: The texts of hand-written pages, by their paths below `docs/`.
    """
    if entry.entries:
        return {entry.title: [_at_main_site(inner, main, prose) for inner in entry.entries]}
    uri = entry.target
    if "://" in uri:
        return {entry.title or uri: uri}
    there = address(uri)
    # As MkDocs does it: the page's own title or, failing that, the name of its file.
    own = title_and_description(prose[uri])[0] if uri in prose else ""
    name = there.strip("/").rpartition("/")[2] or "Home"
    return {entry.title or own or name.capitalize(): f"{main}{there}"}


def _config(
    settings: Settings, collection: Collection, frame: Frame, nav: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """The configuration of a collection's site, which inherits that of the main site."""
    up = PurePosixPath(*[".."] * 3)
    main = settings.url or ""
    name_zh = [name for name in (settings.name_zh, collection.title_zh) if name]
    return {
        "INHERIT": f"{up / MKDOCS_FILE}",
        "site_name": f"{settings.name}: {collection.title}",
        "site_url": collection.site_url,
        "site_description": collection.description or collection.title,
        "docs_dir": "docs",
        "site_dir": f"{up / frame.site_dir}.collections/{collection.name}",
        "hooks": [f"{up / hook}" for hook in frame.hooks],
        **({"theme": {"custom_dir": f"{up / frame.custom_dir}"}} if frame.custom_dir else {}),
        "nav": [{collection.title: "index.md"}, *nav],
        "extra": {
            **extra(settings, collection.site_url),
            "main": main,
            "collection": collection.name,
            **({"name_zh": "：".join(name_zh)} if len(name_zh) > 1 else {}),
            "sections_zh": {collection.title: collection.title_zh or collection.title},
        },
    }
