"""A source that is too large is refused before a byte of it is read, by every command."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from tests.publication import new_publication

LARGE = 200_000_000
MOST_MEMORY = 20_000_000
"""More bytes of memory than any command takes without the large file."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication, and a sparse file of 200 MB."""
    made = new_publication(tmp_path)
    with (made / "large.txt").open("wb") as file:
        file.truncate(LARGE)
    return made


def refusal(root: Path, *words: str) -> str:
    """The output of a command, which must refuse the file and not load it."""
    tracemalloc.start()
    done = CliRunner().invoke(main, [*words, "--project", str(root)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert done.exit_code == 1
    assert peak < MOST_MEMORY
    return done.output


@pytest.mark.parametrize("words", [["check"], ["build"], ["show", "large"]])
def test_a_source_that_is_too_large_is_refused(root: Path, words: list[str]) -> None:
    (root / "large.txt").rename(root / "site_src/sources/text/large.txt")
    output = refusal(root, *words)
    assert "has 200,000,000 bytes; a source may have 50,000,000 [too-large]" in output
    assert "set `most_bytes: 200000000` in site_src/publication.yml" in output


def test_a_file_elsewhere_that_is_too_large_is_refused(root: Path) -> None:
    path = root / "large.txt"
    assert f"{path}: error: has 200,000,000 bytes" in refusal(root, "show", str(path))


def test_the_settings_can_change_how_large_a_source_may_be(root: Path) -> None:
    (root / "site_src/publication.yml").write_text("most_bytes: 20\n")
    (root / "large.txt").write_text("A letter of more than twenty bytes.\n")
    assert "a source may have 20 [too-large]" in refusal(root, "show", str(root / "large.txt"))
    (root / "site_src/publication.yml").write_text("most_bytes: 40\n")
    done = CliRunner().invoke(main, ["show", str(root / "large.txt"), "--project", str(root)])
    assert done.exit_code == 0, done.output
