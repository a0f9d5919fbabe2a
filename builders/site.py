"""From `docs/` to `site/`: MkDocs renders beside the last good site and then takes its place."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build as render
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from builders.build import DOCS_FOLDER
from builders.model.page import Asset
from builders.problems import Problem, ProblemsFound
from builders.settings import MKDOCS_FILE
from builders.writer import Plan, carry_out, plan

# "Doc file 'about.md' contains a link 'nowhere.md', but ..."
PAGE_RE = re.compile(r"[Dd]oc file '([^']+)'")


def build_site(
    root: Path, files: Iterable[Asset], *, site: Path | None = None, url: str | None = None
) -> tuple[Plan, Path, int]:
    """What was done to `docs/`, the folder of the finished site, and its number of HTML pages.

    Every warning of MkDocs counts as an error. Until the new site is whole, the old `docs/`
    and the old site stay in their places.

    Args:
        root: The project.
        files: All of `docs/`.
        site: Where the site goes; where mkdocs.yml says, if nothing else is said.
        url: Its address; what mkdocs.yml says, if nothing else is said.

    Raises:
        ProblemsFound: something is in the way in `docs/`, or MkDocs found fault with the pages.
    """
    # MkDocs wants the folder to be there before it has read where it is.
    (root / DOCS_FOLDER).mkdir(exist_ok=True)
    said = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        # The builders have run already: without the hook they do not run again.
        config = load_config(str(root / MKDOCS_FILE), hooks=[], strict=True)
        to_do = plan(Path(config.docs_dir), files)
        config.site_url = url or config.site_url
        site = site or Path(config.site_dir)
        site.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
        try:
            carry_out(plan(beside / "docs", (Asset(*file) for file in to_do.files.items())))
            config.docs_dir = str(beside / "docs")
            config.site_dir = str(beside / "new")
            render(config)
            (beside / "new" / ".nojekyll").touch()
            carry_out(to_do)
            _take_its_place(site, beside / "new", beside / "old")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except MkDocsException as error:
        raise ProblemsFound(said.problems or [_problem(str(error))]) from error
    finally:
        logger.removeHandler(said)
    return to_do, site, sum(1 for _ in site.rglob("*.html"))


def _take_its_place(site: Path, new: Path, old: Path) -> None:
    """The new site stands where the old one stood; if that fails the old one does again."""
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    finally:
        if not site.exists() and old.exists():
            old.rename(site)


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of, as problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.problems.append(_problem(record.getMessage()))


def _problem(message: str) -> Problem:
    page = PAGE_RE.search(message)
    file = f"site_src/pages/{page[1]}" if page else MKDOCS_FILE
    return Problem(file, None, "mkdocs", message, "MkDocs found this while it rendered the pages.")
