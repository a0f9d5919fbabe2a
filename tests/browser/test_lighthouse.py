"""What Lighthouse measures: the longest source as a phone has it, and some other kinds of pages."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import executable
from tests.browser.npm import installed

FOLDER = Path(__file__).parent / "lighthouse"
ALWAYS = ("accessibility", "best-practices", "seo")
QUICK = 0.95
RUNS = 3
"""The figure for speed swings with what else the machine does: the middle one of these counts."""
SETTLED = 0.02
"""How far a page may shift while it loads; Chromium calls a tenth good."""


@pytest.fixture(scope="session")
def lighthouse() -> Path:
    """The command. Where Node or a browser is missing the test is skipped, but never in CI."""
    if shutil.which("node") is None or executable() is None:
        message = "node or a Chromium is not on this machine: Lighthouse cannot run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return installed(FOLDER) / "lighthouse" / "cli" / "index.js"


def measured(lighthouse: Path, url: str, *categories: str) -> dict[str, Any]:
    """The report on a page."""
    done = subprocess.run(  # noqa: S603  # a fixed command of the test
        (
            shutil.which("node") or "node",
            str(lighthouse),
            url,
            "--quiet",
            "--output=json",
            "--output-path=stdout",
            "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
            f"--only-categories={','.join(categories)}",
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


def faults(report: dict[str, Any]) -> dict[str, list[str]]:
    """For each category that is not perfect, what is wrong."""
    return {
        name: [
            f"{report['audits'][audit['id']]['title']}: {report['audits'][audit['id']].get('details')}"[
                :600
            ]
            for audit in category["auditRefs"]
            if audit["weight"] and report["audits"][audit["id"]]["score"] not in {None, 1}
        ]
        for name, category in report["categories"].items()
        if name in ALWAYS and category["score"] != 1
    }


def longest(edition: Path) -> str:
    """The source whose page is the largest."""
    pages = (edition / "site" / "sources").glob("*/index.html")
    return f"sources/{max(pages, key=lambda path: path.stat().st_size).parent.name}/"


@pytest.mark.alone
def test_the_longest_source_is_quick_and_perfect_otherwise(
    edition: Path, site_url: str, lighthouse: Path
) -> None:
    reports = [
        measured(lighthouse, site_url + longest(edition), "performance", *ALWAYS)
        for _ in range(RUNS)
    ]
    assert faults(reports[0]) == {}
    speed = [report["categories"]["performance"]["score"] for report in reports]
    assert statistics.median(speed) >= QUICK, speed
    shifts = [report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports]
    assert statistics.median(shifts) <= SETTLED, shifts


@pytest.mark.parametrize("path", ["", "sources/", "timeline/", "search/", "zh/people/"])
def test_other_pages_are_perfect(path: str, site_url: str, lighthouse: Path) -> None:
    assert faults(measured(lighthouse, site_url + path, *ALWAYS)) == {}
