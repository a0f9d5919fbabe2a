"""From `docs/` to `site/`: MkDocs renders beside the last good site and then takes its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from inspect import getfile
from pathlib import Path

from mkdocs.commands.build import build as render
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from builders.build import DOCS_FOLDER
from builders.inputs.settings import read_settings
from builders.inputs.settings_files import MKDOCS_FILE
from builders.leaks.check import refuse as refuse_leaks
from builders.offline.archive import pack
from builders.profile import stage
from builders.site import configuration
from builders.site.beside import Beside
from builders.site.shell import ReadyPages, Shells
from builders.site.theme import OwnFrame
from builders.split import FOLDER, by_site, config_uri, extra
from builders.storage.places import Workplace, put, take_place, workplace
from builders.writer import Staging

HOOK = "builders/mkdocs_hooks.py"
PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)


@dataclass(frozen=True, slots=True)
class Site:
    """A finished site."""

    folder: Path
    pages: int
    """How many HTML pages it has."""
    shells: Shells | None = None
    """What is around its pages; None where MkDocs rendered each by itself."""
    by_builders_alone: bool = False
    """Whether nobody's plugin or hook had a part in it, who may read what we do not know of."""
    collections: tuple[Path, ...] = ()
    """The folders of the sites of collections."""


def build_site(  # noqa: PLR0913  # what is built from what, where, and how
    root: Path,
    staged: Staging,
    *,
    site: Path | None = None,
    url: str | None = None,
    plain: bool = False,
    offline: bool = False,
    preview: bool = False,
) -> Site:
    """The site, in its place; `docs/` holds what was staged.

    Every warning of MkDocs counts as an error. Until the new site is whole, the old `docs/`
    and the old site stay in their places.

    Args:
        root: The project.
        staged: All of `docs/`, put aside.
        site: Where the site goes; where mkdocs.yml says, if nothing else is said.
        url: Its address; what mkdocs.yml says, if nothing else is said.
        plain: Whether MkDocs is to render every page by itself. The result is the same.
        offline: Whether the ZIP that `extra.offline` in mkdocs.yml names is made, too.
        preview: Whether a server of this machine shows it, whose own script reloads the pages.

    Raises:
        ProblemsFound: something is in the way in `docs/`, MkDocs found fault with the
            pages, or a passage that is redacted is in one of the files.
    """
    # MkDocs wants the folder to be there before it has read where it is.
    (root / DOCS_FOLDER).mkdir(exist_ok=True)
    staged.check()
    of_main, of_collections = by_site(sorted(staged.digests))
    with configuration.told(root):
        config = _config_of_main(root, url, several=bool(of_collections))
        config.extra["preview"] = preview
        site = (site or Path(config.site_dir)).resolve()
        work, beside = workplace(site), Beside(site)
        try:
            with stage("render and fill in pages"):
                place = _Place(work.folder / "docs/main", work.new, site)
                files = {uri: staged.path(uri) for uri in of_main}
                ready, alone = _rendered(config, files, place, plain=plain)
                for name, found in of_collections.items():
                    place = _place_of_collection(name, work, beside)
                    files = {uri: staged.path(at) for uri, at in found.items()}
                    theirs = _config_of(root, staged.path(config_uri(name)))
                    _rendered(theirs, files, place, plain=plain)
            # No site of several has room for a ZIP of all: that is made by itself, and lies elsewhere.
            if offline and not of_collections:
                _pack(config, work)
            with stage("look for leaks"):
                refuse_leaks(root, work.new, site.name)
            beside.take(work.new / FOLDER)
            with stage("put in place"), beside.in_place():
                staged.carry_out()
                take_place(site, work)
        finally:
            with stage("remove what was there"):
                work.close()
                beside.close()
    pages = sum(1 for folder in (site, beside.folder) for _ in folder.rglob("*.html"))
    shells = ready.shells if ready else None
    return Site(site, pages, shells, alone, tuple(beside.folder / name for name in of_collections))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one site is made."""

    docs: Path
    """Where MkDocs finds what it renders by itself."""
    new: Path
    before: Path
    """Where the last one stands."""


def _place_of_collection(name: str, work: Workplace, beside: Beside) -> _Place:
    docs = work.folder / "docs" / name
    return _Place(docs, work.new / FOLDER / name, beside.folder / name)


def _rendered(
    config: MkDocsConfig,
    files: Mapping[str, Path],
    place: _Place,
    *,
    plain: bool = False,
    only: Collection[str] | None = None,
) -> tuple[ReadyPages | None, bool]:
    """One site is in its folder: what is around its pages, and whether nobody's plugin had a part in it.

    If `only` names some of the files, only these are there, and what MkDocs itself renders.
    """
    _without_our_hook(config.plugins)
    place.docs.mkdir(parents=True)
    config.docs_dir = str(place.docs)
    config.site_dir = str(place.new)
    ready: ReadyPages | None = None
    alone = not plain and not any(config.plugins.events.values())
    config.plugins["muniment-own-frame"] = OwnFrame()
    if plain or _watched_by_others(config.plugins):
        for uri, path in files.items():
            (place.docs / uri).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place.docs / uri)
    else:
        config.plugins["muniment-ready-pages"] = ready = ReadyPages(
            # Somebody's plugin may change a page where it lies.
            files,
            place.before if alone else None,
            only,
        )
    render(config)
    (place.new / ".nojekyll").touch()
    return ready, alone


def _pack(config: MkDocsConfig, work: Workplace) -> None:
    """The new site holds the ZIP of itself that its configuration names, if it names one."""
    archive = config.extra.get("offline")
    if archive and "://" not in archive:
        with stage("make the ZIP"):
            pack(work.new, work.folder / archive)
            (work.folder / archive).replace(work.new / archive)


def _config_of_main(root: Path, url: str | None, *, several: bool) -> MkDocsConfig:
    """The configuration of the main site; of several it knows where the others are."""
    config = load_config(str(root / MKDOCS_FILE), strict=True)
    config.site_url = url or config.site_url
    if several:
        config.extra.update(extra(read_settings(root)[0], config.site_url or ""))
    return config


def _config_of(root: Path, path: Path) -> MkDocsConfig:
    """The configuration of a collection's site, which says in what it differs from that of the main one.

    It is read where it is put aside, from where `INHERIT` and its folders do not lead.
    """
    own = json.loads(path.read_bytes())
    changed = {key: own[key] for key in ("site_name", "site_url", "site_description", "nav")}
    config = load_config(str(root / MKDOCS_FILE), strict=True, **changed)
    sections = {**config.extra.get("sections_zh", {}), **own["extra"]["sections_zh"]}
    config.extra = {**config.extra, **own["extra"], "sections_zh": sections}  # type: ignore[assignment]  # a mapping for MkDocs
    config.extra["preview"] = False
    return config


def update_site(root: Path, site: Site, staged: Staging) -> Site | None:
    """The site brought up to date file by file, as a preview is; None where it is as it was.

    That is where what is around its pages is no longer the same: then all of them are made again.
    Otherwise `docs/` holds what was staged.

    Raises:
        ProblemsFound: something is in the way in `docs/`, MkDocs found fault with the pages, or a
            passage that is redacted is in one of those that it renders.
    """
    shells = site.shells
    if shells is None:
        return None
    made: list[tuple[Path, bytes]] = []
    for uri in staged.changed:
        path = staged.path(uri)
        data = shells.filled(uri, path) if uri.endswith(".md") else path.read_bytes()
        if data is None:
            return _updated_by_mkdocs(root, site, shells, staged)
        made.append((site.folder / shells.place(uri, path), data))
    if any(uri.endswith(".md") for uri in staged.stale):
        return _updated_by_mkdocs(root, site, shells, staged)
    _bring_up_to_date(site, shells, staged, made)
    return site


def _updated_by_mkdocs(root: Path, site: Site, shells: Shells, staged: Staging) -> Site | None:
    """The same where MkDocs is asked: of what people wrote, a new kind of page, and links to a lost one."""
    if not site.by_builders_alone or site.collections:
        return None
    with configuration.told(root):
        config = _config_of_main(root, shells.config.site_url, several=False)
        config.extra["preview"] = shells.config.extra["preview"]
        work = workplace(site.folder)
        try:
            files = {uri: staged.path(uri) for uri in sorted(staged.digests)}
            place = _Place(work.folder / "docs/main", work.new, site.folder)
            ready, _ = _rendered(config, files, place, only=frozenset(staged.changed))
            now = ready.shells if ready else None
            if now is None or _differ(shells, now):
                return None
            refuse_leaks(root, work.new, site.folder.name)
            found = (path for path in sorted(work.new.rglob("*")) if path.is_file())
            made = [(site.folder / one.relative_to(work.new), one.read_bytes()) for one in found]
            _bring_up_to_date(site, shells, staged, made)
        finally:
            work.close()
    return replace(site, shells=now)


def _differ(before: Shells, now: Shells) -> bool:
    """Whether anything is around pages that is not what was around pages of their kind."""
    return any(now.parts.get(kind, parts) != parts for kind, parts in before.parts.items())


def _bring_up_to_date(
    site: Site, shells: Shells, staged: Staging, made: Iterable[tuple[Path, bytes]]
) -> None:
    """`docs/` holds what was staged, the site these files and nothing that is no longer made."""
    stale = staged.stale
    staged.bring_up_to_date()
    for uri in stale:
        (site.folder / shells.place(uri, site.folder)).unlink(missing_ok=True)
    for target, data in made:
        if not (target.is_file() and target.read_bytes() == data):
            put(target, data)


def _without_our_hook(plugins: PluginCollection) -> None:
    """The builders have run already, and do not run again; people's own hooks are kept."""
    for event, methods in plugins.events.items():
        # A copy of the file stands in each project, so that its path tells nothing.
        kept = [method for method in methods if not Path(getfile(method)).match(HOOK)]
        plugins.events[event] = kept


def _watched_by_others(plugins: PluginCollection) -> bool:
    """Whether somebody's plugin wants to see each page while MkDocs renders it."""
    return any(plugins.events.get(event) for event in PAGE_EVENTS)
