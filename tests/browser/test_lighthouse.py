"""Lighthouse scores of the longest source on a phone, and of some other kinds of pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import executable
from tests.browser.npm import installed

FOLDER = Path(__file__).parent / "lighthouse"
PATHS = ("", "timeline/", "search/")
PARALLEL = 6
"""How many run in parallel; Lighthouse waits for most of its time."""
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="session")
def lighthouse() -> Path:
    """The command. Without Node or a browser the test is skipped, but never in CI."""
    if shutil.which("node") is None or executable() is None:
        message = "node or a Chromium is not on this machine: Lighthouse cannot run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return installed(FOLDER) / "lighthouse" / "cli" / "index.js"


def lighthouse_report(lighthouse: Path, url: str, *categories: str) -> dict[str, Any]:
    """Lighthouse's report on a page."""
    # Where speed is not asked for, it need not imitate a slow network, nor wait for one.
    slow = "simulate" if "performance" in categories else "provided"
    done = subprocess.run(  # noqa: S603  # a fixed command of the test
        (
            shutil.which("node") or "node",
            str(lighthouse),
            url,
            "--quiet",
            "--disable-full-page-screenshot",
            "--output=json",
            "--output-path=stdout",
            "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
            f"--only-categories={','.join(categories)}",
            f"--throttling-method={slow}",
        ),
        env={**os.environ, "CHROME_PATH": executable() or ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def failed_audits(report: dict[str, Any]) -> dict[str, list[str]]:
    """The failed audits of each category without a perfect score."""
    return {
        name: [
            f"{report['audits'][audit['id']]['title']}: {report['audits'][audit['id']].get('details')}"[
                :600
            ]
            for audit in category["auditRefs"]
            if audit["weight"] and report["audits"][audit["id"]]["score"] not in {None, 1}
        ]
        for name, category in report["categories"].items()
        if name in CATEGORIES and category["score"] != 1
    }


def longest(edition: Path) -> str:
    """The address of the source with the largest page."""
    pages = (edition / "site" / "sources").glob("*/index.html")
    return f"sources/{max(pages, key=lambda path: path.stat().st_size).parent.name}/"


@pytest.fixture(scope="module")
def reports(edition: Path, site_url: str, lighthouse: Path) -> dict[str, dict[str, Any]]:
    """Reports, without performance, on the other pages and the longest source."""
    paths = (*PATHS, longest(edition))
    with ThreadPoolExecutor(PARALLEL) as pool:
        urls = (site_url + path for path in paths)
        made = pool.map(lambda url: lighthouse_report(lighthouse, url, *CATEGORIES), urls)
        return dict(zip(paths, made, strict=True))


def test_the_longest_source_has_perfect_scores(
    edition: Path, reports: dict[str, dict[str, Any]]
) -> None:
    assert failed_audits(reports[longest(edition)]) == {}


@pytest.mark.parametrize("path", PATHS)
def test_other_pages_have_perfect_scores(path: str, reports: dict[str, dict[str, Any]]) -> None:
    assert failed_audits(reports[path]) == {}
