"""What MkDocs finds wrong with mkdocs.yml and with the pages, as problems with their lines."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from builders.inputs.mkdocs_file import line_of_setting, nav_targets
from builders.inputs.settings_files import MKDOCS_FILE
from builders.inputs.spellings import did_you_mean
from builders.problems import Problem, ProblemsFound

UNKNOWN_RE = re.compile(r"Unrecognised configuration name: ")
VALUE_RE = re.compile(r"Config value '([^']+)': (.+)", re.DOTALL)
THEME_RE = re.compile(r"path set in custom_dir \('[^']{0,4096}'\) does not exist")
NAV_RE = re.compile(
    r"A reference to '([^']+)' is included in the 'nav' configuration, which is not"
)
# "Doc file 'about.md' contains a link 'nowhere.md', but ..."
PAGE_RE = re.compile(r"[Dd]oc file '([^']+)'")


def setting_problems(root: Path) -> list[Problem]:
    """What MkDocs finds wrong with the settings in mkdocs.yml, before any page is made."""
    # MkDocs requires docs_dir to exist, which is only made by a build.
    with (
        tempfile.TemporaryDirectory() as folder,
        _collecting_warnings(root) as found,
        suppress(MkDocsException),
    ):
        load_config(str(root / MKDOCS_FILE), docs_dir=folder)
    return found


def nav_problems(root: Path, uris: Collection[str]) -> Iterator[Problem]:
    """An error for each page in the navigation that is not among the files of `docs/`."""
    for target, line in nav_targets(root).items():
        if target.endswith(".md") and "://" not in target and target not in uris:
            yield _missing_page(target, line)


def markdown_settings(root: Path) -> tuple[list[str], dict[str, Any]]:
    """The extensions of Markdown that pages are written with, and their options by extension."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(root / MKDOCS_FILE), docs_dir=folder)
    return config.markdown_extensions, config.mdx_configs


@contextmanager
def errors_as_problems(root: Path) -> Iterator[None]:
    """Turn an error of MkDocs in the `with` block into problems, with the warnings that led to it.

    Raises:
        ProblemsFound: MkDocs has stopped with an error.
    """
    with _collecting_warnings(root) as found:
        try:
            yield
        except MkDocsException as error:
            raise ProblemsFound(found or [_problem(root, str(error))]) from error


@contextmanager
def _collecting_warnings(root: Path) -> Iterator[list[Problem]]:
    """The problems that MkDocs warns of in the `with` block, in a list that grows meanwhile."""
    found: list[Problem] = []
    collector = _Collector(root, found)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)


class _Collector(logging.Handler):
    """A logging handler that collects MkDocs's warnings as problems."""

    def __init__(self, root: Path, found: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self._root = root
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Add the problem for a warning."""
        self._found.append(_problem(self._root, record.getMessage()))


def _problem(root: Path, message: str) -> Problem:
    """A message of MkDocs as a problem, in our words if it is of a kind that we know."""
    if missing := NAV_RE.search(message):
        return _missing_page(missing[1], nav_targets(root).get(missing[1]))
    if THEME_RE.search(message):
        hint = "`muniment new --renew FOLDER` puts this version's templates into the publication."
        what = "`theme.custom_dir` names a folder that does not exist"
        return Problem(MKDOCS_FILE, None, "mkdocs", what, hint)
    if value := VALUE_RE.match(message):
        return _of_setting(root, value[1], value[2])
    page = PAGE_RE.search(message)
    file = f"site_src/pages/{page[1]}" if page else MKDOCS_FILE
    said = " ".join(message.split())
    return Problem(file, None, "mkdocs", said, "MkDocs found this while it rendered the pages.")


def _missing_page(uri: str, line: int | None) -> Problem:
    hint = "Correct its name, or write the page in site_src/pages/."
    what = f"`nav` names `{uri}`, but there is no such page"
    return Problem(MKDOCS_FILE, line, "mkdocs", what, hint)


def _of_setting(root: Path, name: str, message: str) -> Problem:
    line = line_of_setting(root, name)
    if UNKNOWN_RE.match(message):
        known = (key for key, _ in MkDocsConfig._schema)  # noqa: SLF001  # nothing else lists them
        hint = did_you_mean(name, known, "Settings of your own go below `extra`.")
        return Problem(MKDOCS_FILE, line, "mkdocs", f"there is no setting `{name}`", hint)
    hint = "https://www.mkdocs.org/user-guide/configuration/ says what it may be."
    wrong = f"`{name}` is not valid: {' '.join(message.split())}"
    return Problem(MKDOCS_FILE, line, "mkdocs", wrong, hint)
