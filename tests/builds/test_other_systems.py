"""A publication is the same bytes on whichever operating system it is built."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builders.storage.spill_file import FEW
from tests.builds.building import file_states, leftover_folders, run_build
from tests.conftest import PROJECT
from tests.publication import new_publication

SYSTEMS = ("windows", "macos")


def output_on(system: str, root: Path, *options: str) -> str:
    """The output of a command that succeeds on the simulated system."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "tests.other_systems", system, *options, "--project", str(root)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_publication_is_the_same_bytes_on_another_system(tmp_path: Path, system: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        new_publication(root)
        for number in range(FEW):
            path = root / f"site_src/sources/text/letter-{number}.txt"
            path.write_text(f"Letter {number}\n\nIt says little.\n")
    run_build(here, several=True)
    output_on(system, there, "build", "--profile")
    assert file_states(there / "site") == file_states(here / "site")
    assert not leftover_folders(there)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_second_build_replaces_the_first_on_another_system(tmp_path: Path, system: str) -> None:
    new_publication(tmp_path)
    output_on(system, tmp_path, "build")
    page = tmp_path / "site_src/pages/index.md"
    page.write_text(f"{page.read_text()}\nMore.\n")
    output_on(system, tmp_path, "build")
    assert "More." in (tmp_path / "site/index.html").read_text()
    assert "Nothing has changed" in output_on(system, tmp_path, "build")
    output_on(system, tmp_path, "zip", "--output", str(tmp_path / "all.zip"))
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert "More." in packed.read("all/index.html").decode()
    output_on(system, tmp_path, "check", "--leaks", str(tmp_path / "site"))
    assert not leftover_folders(tmp_path)


def test_characters_that_a_terminal_cannot_show_are_escaped(tmp_path: Path) -> None:
    source = tmp_path / "letter.txt"
    source.write_text("From 汕头\n\nIt rains.\n", encoding="utf-8")
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "builders", "show", str(source)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert rb"From \u6c55\u5934" in done.stdout
