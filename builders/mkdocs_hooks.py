"""The entry point for MkDocs: `mkdocs build` and `mkdocs serve` run the builders first.

It has no logic of its own. Under `--strict` MkDocs counts warnings of loggers below `mkdocs.`, so
problems are logged through its plugin logger.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from builders.build import render
from builders.inputs.settings import read_settings
from builders.leaks.check import HINT_FOR_STANDING, refuse_leaks
from builders.problems import Problem, ProblemsFound, Severity
from builders.site import languages
from builders.site.theme import without_unused_theme_files
from builders.split import extra
from builders.storage.locks import build_lock
from builders.understand import understand
from builders.writer import staging

LOG = get_plugin_logger("muniment")
WATCHED = ("site_src", "references.bib")
_serving: list[bool] = []


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001  # MkDocs's own signature
    """Remember whether MkDocs serves the pages: its reloading script must then be allowed."""
    _serving.append(command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration, which now tells the theme if pages are served, of languages and other sites."""
    config.extra["preview"] = any(_serving[-1:])
    settings, _ = read_settings(_root(config))
    if settings.collections and not _is_of_a_collection(config):
        config.extra.update(extra(settings, config.site_url or ""))
    config.extra.update(languages.for_theme(settings, config))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Build `docs/`; an error in what people wrote stops MkDocs before it empties `site/`.

    For the site of a collection nothing is done: its files were made with those of the main site.

    Raises:
        Abort: there are errors; they have been logged.
    """
    if _is_of_a_collection(config):
        return
    try:
        with build_lock(_root(config), lambda: LOG.info("Waiting for another build to finish")):
            root = _root(config)
            understood = understand(root).without_errors().split()
            with staging(Path(config.docs_dir), render(root, understood)) as staged:
                staged.commit()
    except ProblemsFound as found:
        _log(found.problems)
        raise Abort("The publication has errors; docs/ and site/ are unchanged.") from found
    _log(understood.problems)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """The files without those of the theme that no page can load."""
    return without_unused_theme_files(files, config)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001  # MkDocs's own signature
    """The environment, in which templates exist in every language of the interface."""
    languages.translate_templates(env, config)
    return env


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """The Markdown as it is; the page is now rendered in the language of its labels."""
    languages.choose_template(page)
    return markdown


def on_post_build(config: MkDocsConfig) -> None:
    """Fail the build if the site contains a redacted passage; MkDocs has already written it.

    Raises:
        Abort: it contains one.
    """
    root, site = _root(config), Path(config.site_dir)
    try:
        refuse_leaks(root, site, site.name, HINT_FOR_STANDING)
    except ProblemsFound as found:
        _log(found.problems)
        raise Abort("The site contains redacted words: do not publish it.") from found


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """The server, watching what people write, and not `docs/`, which the builders write."""
    server.unwatch(config.docs_dir)
    for name in WATCHED:
        path = _root(config) / name
        if path.exists():
            server.watch(str(path))
    return server


def _log(problems: Iterable[Problem]) -> None:
    levels = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}
    for problem in problems:
        if problem.severity in levels:
            LOG.log(levels[problem.severity], "%s", problem)


def _is_of_a_collection(config: MkDocsConfig) -> bool:
    return "collection" in config.extra


def _root(config: MkDocsConfig) -> Path:
    """The project's folder; a collection's configuration is in `docs/.collections/<name>/`."""
    folder = Path(config.config_file_path).parent
    return folder.parents[2] if _is_of_a_collection(config) else folder
