"""Mistakes in what people write: each is reported clearly, and no output is changed.

A case is a file of `tests/bad_input`: what it is about, the files it adds to a publication
that builds, and what the lines of the answer contain.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from builders.cli import main
from tests.publication import digests, new_publication

CASES = sorted((Path(__file__).parent / "bad_input").glob("*.yml"))


@pytest.fixture(scope="session")
def good_publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_publication(tmp_path_factory.mktemp("good") / "publication")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    return root


def add_mistake(root: Path, case: dict[str, Any]) -> None:
    for name, text in case.get("files", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for name, numbers in case.get("bytes", {}).items():
        (root / name).write_bytes(bytes.fromhex(numbers))
    for name, target in case.get("links", {}).items():
        (root / name).symlink_to(root / target)


def load_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = YAML(typ="safe").load(path.read_text())
    return case


def test_every_case_says_what_it_is_about() -> None:
    assert [path.name for path in CASES if not load_case(path).get("about")] == []


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_mistake_stops_the_build_and_changes_no_output(
    path: Path, good_publication: Path, tmp_path: Path
) -> None:
    case = load_case(path)
    root = tmp_path / "publication"
    shutil.copytree(good_publication, root, symlinks=True)
    before = digests(root / "docs", root / "site")
    add_mistake(root, case)
    written_by_the_case = {str(root / name) for name in case.get("files", {})}

    result = CliRunner().invoke(main, ["build", "--project", str(root)])

    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    lines = result.output.splitlines()
    for expected in case["expect"]:
        assert any(expected in line for line in lines), f"{expected!r} not in:\n{result.output}"
    assert sum(": error: " in line for line in lines) <= len(case["expect"])
    assert "Traceback" not in result.output
    after = digests(root / "docs", root / "site")
    for name in written_by_the_case:
        before.pop(name, None)
        after.pop(name, None)
    assert after == before


@pytest.mark.parametrize("command", ["build", "check", "show first", "timeline"])
def test_a_file_that_cannot_be_read_ends_every_command_with_a_message(
    command: str, good_publication: Path, tmp_path: Path
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(good_publication, root, symlinks=True)
    (root / "site_src/sources/text/first.yml").mkdir()
    result = CliRunner().invoke(main, [*command.split(), "--project", str(root)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert "first.yml: error: Is a directory [disk]" in result.output


@pytest.mark.parametrize("name", ["mkdocs_key", "page_not_there", "template_undefined"])
def test_check_reports_the_same_problems_in_settings_and_templates_as_a_build(
    name: str, good_publication: Path, tmp_path: Path
) -> None:
    case = load_case(Path(__file__).parent / f"bad_input/{name}.yml")
    root = tmp_path / "publication"
    shutil.copytree(good_publication, root, symlinks=True)
    add_mistake(root, case)
    shutil.rmtree(root / "docs")
    result = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert isinstance(result.exception, SystemExit), result.exception
    for expected in case["expect"]:
        assert expected in result.output
    assert not (root / "docs").exists()
