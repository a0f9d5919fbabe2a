"""From `docs/` to `site/`: MkDocs renders beside the last good site and then takes its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build as render
from mkdocs.config import load_config

from builders.model.page import Asset
from builders.writer import Plan, carry_out, plan

MKDOCS_FILE = "mkdocs.yml"


def build_site(root: Path, files: Iterable[Asset]) -> tuple[Plan, Path, int]:
    """What was done to `docs/`, the folder of the finished site, and its number of HTML pages.

    Every warning of MkDocs counts as an error. Until the new site is whole, the old `docs/`
    and the old site stay in their places.

    Raises:
        ProblemsFound: something is in the way in `docs/`.
        mkdocs.exceptions.MkDocsException: the files cannot be rendered.
    """
    # The builders have run already: without the hook they do not run again.
    config = load_config(str(root / MKDOCS_FILE), hooks=[], strict=True)
    to_do = plan(Path(config.docs_dir), files)
    site = Path(config.site_dir)
    site.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        carry_out(plan(beside / "docs", (Asset(*file) for file in to_do.files.items())))
        config.docs_dir = str(beside / "docs")
        config.site_dir = str(beside / "new")
        render(config)
        (beside / "new" / ".nojekyll").touch()
        carry_out(to_do)
        if site.exists():
            site.rename(beside / "old")
        (beside / "new").rename(site)
    finally:
        if not site.exists() and (beside / "old").exists():
            (beside / "old").rename(site)
        shutil.rmtree(beside, ignore_errors=True)
    return to_do, site, sum(1 for _ in site.rglob("*.html"))
