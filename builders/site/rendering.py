"""From `docs/` to `site/`: MkDocs renders beside the last good site, which is then replaced."""

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
from builders.exports import sbom_cdx
from builders.inputs.mkdocs_file import line_of_setting
from builders.inputs.settings import read_settings
from builders.inputs.settings_files import MKDOCS_FILE
from builders.leaks.check import refuse_leaks
from builders.offline.archive import pack
from builders.problems import Problem, ProblemsFound
from builders.profile import stage
from builders.site import configuration, languages
from builders.site.collection_sites import CollectionSites
from builders.site.shell import ReadyPages, Shells
from builders.site.theme import ThemePlugin
from builders.split import FOLDER, by_site, config_uri, extra
from builders.storage.replacing import Workplace, replace_folder, workplace, write_atomically
from builders.writer import Staging

HOOK = "builders/mkdocs_hooks.py"
MADE_FOR_EVERY_SITE = sbom_cdx.URI
"""A file that shows that a build, or MkDocs after one, made the folder that it is in."""
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
    """The number of HTML pages."""
    shells: Shells | None = None
    """The shells that its pages were put into; None if MkDocs rendered each page by itself."""
    by_builders_alone: bool = False
    """Whether no foreign plugin or hook took part: these may read files that we do not know of."""
    collections: tuple[Path, ...] = ()
    """The folders of the collections' sites."""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Where a site is put, and what is made of it."""

    folder: Path | None = None
    """The folder of the site; by default the one that mkdocs.yml names."""
    url: str | None = None
    """The address of the site; by default the one that mkdocs.yml gives."""
    plain: bool = False
    """Whether MkDocs renders every page by itself. The result is the same."""
    offline: bool = False
    """Whether to make the ZIP that `extra.offline` in mkdocs.yml names, too."""
    preview: bool = False
    """Whether it is for a preview, whose server adds a script that reloads the pages."""


def build_site(root: Path, staged: Staging, options: SiteOptions) -> Site:
    """The finished site, in its place; `docs/` then holds what was staged.

    Every warning of MkDocs counts as an error. Until the new site is complete, the old `docs/`
    and the old site stay in place.

    Args:
        root: The project.
        staged: All files of `docs/`.
        options: Where the site is put, and what is made of it.

    Raises:
        ProblemsFound: something is in the way in `docs/`, MkDocs found fault with the pages, or
            one of the files contains a redacted passage.
    """
    # MkDocs requires the default docs folder to exist, even before another one is set.
    (root / DOCS_FOLDER).mkdir(exist_ok=True)
    staged.check()
    of_main, of_collections = by_site(sorted(staged.digests))
    with configuration.errors_as_problems(root):
        config = _config_of_main(root, options.url, several=bool(of_collections))
        config.extra["preview"] = options.preview
        site = (options.folder or Path(config.site_dir)).resolve()
        _refuse_what_is_no_site(root, site)
        work, beside = workplace(site), CollectionSites(site)
        try:
            with stage("render and fill in pages"):
                place = _Place(work.folder / "docs/main", work.new, site)
                files = {uri: staged.path(uri) for uri in of_main}
                ready, alone = _render_site(config, files, place, plain=options.plain)
                for name, found in of_collections.items():
                    place = _collection_place(name, work, beside)
                    files = {uri: staged.path(at) for uri, at in found.items()}
                    theirs = _config_of(root, staged.path(config_uri(name)))
                    _render_site(theirs, files, place, plain=options.plain)
            # With several sites, no one of them can contain a ZIP of all: `muniment zip` makes it.
            if options.offline and not of_collections:
                _pack(config, work)
            with stage("look for leaks"):
                refuse_leaks(root, work.new, site.name)
            beside.take(work.new / FOLDER)
            with stage("put in place"), beside.in_place():
                staged.commit()
                replace_folder(site, work)
        finally:
            with stage("remove what was there"):
                work.close()
                beside.close()
    pages = sum(1 for folder in (site, beside.folder) for _ in folder.rglob("*.html"))
    shells = ready.shells if ready else None
    return Site(site, pages, shells, alone, tuple(beside.folder / name for name in of_collections))


def _refuse_what_is_no_site(root: Path, folder: Path) -> None:
    """Make sure that nothing but a site is where the new site is to be put: it would be deleted.

    Raises:
        ProblemsFound: there is a file, a Git repository, or a folder that no build has made.
    """
    if not folder.exists():
        return
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else {folder.name}
    if not names or (MADE_FOR_EVERY_SITE in names and ".git" not in names):
        return
    message = f"`{folder.name}` has files that no build has made, and a build replaces all of it"
    hint = "Move them elsewhere, or name another folder for the site: `site_dir: site`."
    line = line_of_setting(root, "site_dir")
    raise ProblemsFound([Problem(MKDOCS_FILE, line, "in-the-way", message, hint)])


@dataclass(frozen=True, slots=True)
class _Place:
    """The folders that one site is made from and in."""

    docs: Path
    """The folder in which MkDocs finds files that it reads by itself."""
    new: Path
    """Where the new site is made."""
    before: Path
    """Where the last site is."""


def _collection_place(name: str, work: Workplace, beside: CollectionSites) -> _Place:
    docs = work.folder / "docs" / name
    return _Place(docs, work.new / FOLDER / name, beside.folder / name)


def _render_site(
    config: MkDocsConfig,
    files: Mapping[str, Path],
    place: _Place,
    *,
    plain: bool = False,
    only: Collection[str] | None = None,
) -> tuple[ReadyPages | None, bool]:
    """Make one site; the plugin that has its shells, and whether no foreign plugin took part.

    The plugin is None if MkDocs rendered every page by itself. If `only` names some of the files,
    the folder gets only those and what MkDocs itself renders.
    """
    _remove_our_hook(config.plugins)
    place.docs.mkdir(parents=True)
    config.docs_dir = str(place.docs)
    config.site_dir = str(place.new)
    ready: ReadyPages | None = None
    alone = not plain and not any(config.plugins.events.values())
    # Asked before our own plugin is added, which only chooses templates.
    plain = plain or _has_page_plugins(config.plugins)
    config.plugins["muniment-own-frame"] = ThemePlugin()
    if plain:
        for uri, path in files.items():
            (place.docs / uri).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place.docs / uri)
    else:
        config.plugins["muniment-ready-pages"] = ready = ReadyPages(
            files,
            # Pages are hard links to those of the last site only if no foreign plugin can change
            # them in place, which would change the last site, too.
            place.before if alone else None,
            only,
        )
    render(config)
    (place.new / ".nojekyll").touch()
    return ready, alone


def _pack(config: MkDocsConfig, work: Workplace) -> None:
    """Put a ZIP of the new site into it, if its configuration names one."""
    archive = config.extra.get("offline")
    if archive and "://" not in archive:
        with stage("make the ZIP"):
            pack(work.new, work.folder / archive)
            (work.folder / archive).replace(work.new / archive)


def _config_of_main(root: Path, url: str | None, *, several: bool) -> MkDocsConfig:
    """The configuration of the main site; if `several`, with the addresses of the other sites."""
    config = load_config(str(root / MKDOCS_FILE), strict=True)
    config.site_url = url or config.site_url
    settings, _ = read_settings(root)
    if several:
        config.extra.update(extra(settings, config.site_url or ""))
    config.extra.update(languages.for_theme(settings, config))
    return config


def _config_of(root: Path, path: Path) -> MkDocsConfig:
    """The configuration of a collection's site: the main site's with the collection's settings.

    The two are combined here, because the collection's file is still staged: from there its
    `INHERIT` and its relative paths lead nowhere.
    """
    own = json.loads(path.read_bytes())
    changed = {key: own[key] for key in ("site_name", "site_url", "site_description", "nav")}
    config = load_config(str(root / MKDOCS_FILE), strict=True, **changed)
    for name, value in own["extra"].items():
        before = config.extra.get(name)
        config.extra[name] = {**before, **value} if isinstance(before, dict) else value
    config.extra.update(languages.for_theme(read_settings(root)[0], config))
    config.extra["preview"] = False
    return config


def update_site(root: Path, site: Site, staged: Staging) -> Site | None:
    """The site, brought up to date file by file for a preview; None if nothing could be done.

    That is so if the shell around its pages has changed, so that all pages have to be made again.
    Otherwise `docs/` then holds what was staged.

    Raises:
        ProblemsFound: something is in the way in `docs/`, MkDocs found fault with the pages, or one
            of those that it renders contains a redacted passage.
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
    """The site, updated as by `update_site` with the help of MkDocs; None if nothing could be done.

    MkDocs is needed for pages in Markdown, for a new kind of page, and for links to deleted pages.
    """
    if not site.by_builders_alone or site.collections:
        return None
    with configuration.errors_as_problems(root):
        config = _config_of_main(root, shells.config.site_url, several=False)
        config.extra["preview"] = shells.config.extra["preview"]
        work = workplace(site.folder)
        try:
            files = {uri: staged.path(uri) for uri in sorted(staged.digests)}
            place = _Place(work.folder / "docs/main", work.new, site.folder)
            ready, _ = _render_site(config, files, place, only=frozenset(staged.changed))
            now = ready.shells if ready else None
            if now is None or _shells_differ(shells, now):
                return None
            refuse_leaks(root, work.new, site.folder.name)
            found = (path for path in sorted(work.new.rglob("*")) if path.is_file())
            made = [(site.folder / one.relative_to(work.new), one.read_bytes()) for one in found]
            _bring_up_to_date(site, shells, staged, made)
        finally:
            work.close()
    return replace(site, shells=now)


def _shells_differ(before: Shells, now: Shells) -> bool:
    """Whether the shell of any kind of page has changed."""
    return any(now.parts.get(kind, parts) != parts for kind, parts in before.parts.items())


def _bring_up_to_date(
    site: Site, shells: Shells, staged: Staging, made: Iterable[tuple[Path, bytes]]
) -> None:
    """Write what was staged into `docs/` and the new files into the site; delete stale files."""
    stale = staged.stale
    staged.update_in_place()
    for uri in stale:
        (site.folder / shells.place(uri, site.folder)).unlink(missing_ok=True)
    for target, data in made:
        if not (target.is_file() and target.read_bytes() == data):
            write_atomically(target, data)


def _remove_our_hook(plugins: PluginCollection) -> None:
    """Remove our hook, for the builders have already run; other hooks are kept."""
    for event, methods in plugins.events.items():
        # Only the end of the path is compared, for a project may have its own copy of the file.
        kept = [method for method in methods if not Path(getfile(method)).match(HOOK)]
        plugins.events[event] = kept


def _has_page_plugins(plugins: PluginCollection) -> bool:
    """Whether a plugin takes part in the rendering of each page."""
    return any(plugins.events.get(event) for event in PAGE_EVENTS)
