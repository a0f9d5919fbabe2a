"""The output folder: only what changed is written, and never over a person's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.model.page import Asset
from builders.problems import ProblemsFound
from builders.writer import stage


def write(folder: Path, **files: str) -> None:
    assets = [Asset(uri.replace("__", "/"), text.encode()) for uri, text in files.items()]
    with stage(folder, assets) as staged:
        staged.carry_out()


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".muniment.json"
    }


def test_the_folder_holds_what_was_made(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    assert tree(tmp_path) == {"a": "1", "b/c": "2"}


def test_what_is_no_longer_made_goes_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    write(tmp_path, a="1")
    assert tree(tmp_path) == {"a": "1"}
    assert not (tmp_path / "b").exists()


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, a="1", b="1")
    before = {name: (tmp_path / name).stat() for name in ("a", "b", ".muniment.json")}
    write(tmp_path, a="1", b="1")
    for name, stat in before.items():
        assert (tmp_path / name).stat().st_mtime_ns == stat.st_mtime_ns
        assert (tmp_path / name).stat().st_ino == stat.st_ino


def test_a_persons_file_stops_the_writing_before_it_begins(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    (tmp_path / "b").write_text("mine")
    with pytest.raises(ProblemsFound, match="was not written by a build"):
        write(tmp_path, a="2", b="2")
    assert tree(tmp_path) == {"a": "1", "b": "mine"}


@pytest.mark.parametrize("files", [{"a": "2"}, {"b": "1"}])
def test_an_edited_file_is_neither_overwritten_nor_removed(
    tmp_path: Path, files: dict[str, str]
) -> None:
    write(tmp_path, a="1")
    (tmp_path / "a").write_text("edited")
    with pytest.raises(ProblemsFound, match="was changed by hand"):
        write(tmp_path, **files)
    assert tree(tmp_path) == {"a": "edited"}


def test_files_that_the_folder_keeps_for_itself_stay(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*")
    write(tmp_path, a="1")
    write(tmp_path, b="1")
    assert tree(tmp_path) == {".gitignore": "*", "b": "1"}


def test_a_file_removed_by_hand_comes_back(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="1")
    (tmp_path / "b" / "c").unlink()
    (tmp_path / "b").rmdir()
    write(tmp_path, a="1", b__c="1")
    assert tree(tmp_path) == {"a": "1", "b/c": "1"}


@pytest.mark.parametrize("uri", ["../a", "/a", "b/../../a", "a\\b", ".muniment.json"])
def test_no_path_leaves_the_folder(tmp_path: Path, uri: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        stage(tmp_path, [Asset(uri, b"")])


def test_a_killed_build_is_taken_up_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a="1", b="1", c="1")
    writes = 0
    replace = Path.replace

    def killed(path: Path, target: Path) -> Path:
        nonlocal writes
        writes += 1
        if writes > 2:  # the manifest and one file
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, a="2", b="2")
    monkeypatch.undo()
    assert tree(tmp_path) == {"a": "2", "b": "1", "c": "1"}
    write(tmp_path, a="3", b="3")
    assert tree(tmp_path) == {"a": "3", "b": "3"}
