"""Every page is valid HTML, according to the Nu HTML checker."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.npm import installed

FOLDER = Path(__file__).parent / "vnu"
# A larger stack for deeply nested pages; without the optimizing compiler, which pays only in long runs.
JAVA_OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
MOST_SHOWN = 12
"""How many errors a failure reports."""


@pytest.fixture(scope="session")
def checker() -> tuple[str, ...]:
    """The command. Without Java the test is skipped, but never in CI."""
    java = shutil.which("java")
    if java is None:
        message = "java is not on this machine: the HTML checker cannot run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    jar = installed(FOLDER) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return (java, *JAVA_OPTIONS, "-jar", str(jar), "--format", "json", "--exit-zero-always")


def html_errors(checker: tuple[str, ...], *paths: Path) -> list[str]:
    """Errors, each with page and line; warnings are left out."""
    done = subprocess.run(  # noqa: S603  # a fixed command of the test
        (*checker, "--skip-non-html", *map(str, paths)),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found = json.loads(done.stderr)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')}: {one['message']}"
        for one in found
        if one["type"] != "info"
    ]


def test_every_page_is_valid(edition: Path, checker: tuple[str, ...]) -> None:
    found = html_errors(checker, edition / "site")
    assert found[:MOST_SHOWN] == [], f"{len(found)} in all"


def test_an_invalid_page_would_be_found(tmp_path: Path, checker: tuple[str, ...]) -> None:
    page = tmp_path / "wrong.html"
    page.write_text('<!doctype html><html lang="en"><title>A</title><p id="a"><div id="a"></p>')
    assert any("Duplicate ID" in one for one in html_errors(checker, page))
