"""The door for people who know MkDocs: `mkdocs build` and `mkdocs serve` run the builders first.

No logic of its own. MkDocs counts the warnings of loggers below `mkdocs.` under `--strict`,
so problems are logged through its plugin logger.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from builders.build import make
from builders.inputs.settings import read_settings
from builders.leaks.check import STANDING
from builders.leaks.check import refuse as refuse_leaks
from builders.problems import Problem, ProblemsFound, Severity
from builders.site.theme import without_unused
from builders.split import extra
from builders.storage.turns import turn
from builders.writer import staging

LOG = get_plugin_logger("muniment")
WATCHED = ("site_src", "references.bib")
_serving: list[bool] = []


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001  # MkDocs's own signature
    """Pages that MkDocs serves are reloaded by its script, which no policy may forbid."""
    _serving.append(command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The theme is told whether its pages are served, and of the sites of collections."""
    config.extra["preview"] = any(_serving[-1:])
    settings, _ = read_settings(_root(config))
    if settings.collections and not _is_of_a_collection(config):
        config.extra.update(extra(settings, config.site_url or ""))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """`docs/` is made anew; an error in what people wrote stops MkDocs before it cleans `site/`.

    What the site of a collection is made from has been made with that.

    Raises:
        Abort: there are errors; they have been logged.
    """
    if _is_of_a_collection(config):
        return
    try:
        with turn(_root(config), lambda: LOG.info("Waiting for another build to end")):
            made = make(_root(config), apart=True)
            with staging(Path(config.docs_dir), made.files) as staged:
                staged.carry_out()
    except ProblemsFound as found:
        _log(found.problems)
        raise Abort("The publication has errors; docs/ and site/ are as they were.") from found
    _log(made.problems)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """What no page can load is not copied."""
    return without_unused(files, config)


def on_post_build(config: MkDocsConfig) -> None:
    """A site with a passage that is redacted fails the build; MkDocs has written it all the same.

    Raises:
        Abort: what is redacted is in it.
    """
    root, site = _root(config), Path(config.site_dir)
    try:
        refuse_leaks(root, site, site.name, STANDING)
    except ProblemsFound as found:
        _log(found.problems)
        raise Abort("The site contains redacted words: do not publish it.") from found


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """What people write is watched; `docs/`, which the builders write, is not."""
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
    """The project: of a collection's site the configuration lies in `docs/.collections/<name>/`."""
    folder = Path(config.config_file_path).parent
    return folder.parents[2] if _is_of_a_collection(config) else folder
