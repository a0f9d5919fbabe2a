"""The output folder: only what changed is written, and never over a person's file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builders.manifest import MANIFEST
from builders.model.page import Asset
from builders.problems import ProblemsFound
from builders.storage import replacing
from builders.storage.replacing import Workplace, remove_abandoned, workplace
from builders.writer import staging


def write(folder: Path, **files: str) -> None:
    assets = [Asset(uri.replace("__", "/"), text.encode()) for uri, text in files.items()]
    with staging(folder, assets) as staged:
        staged.commit()


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".muniment.json"
    }


def test_the_folder_has_the_files_that_were_made(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    assert tree(tmp_path) == {"a": "1", "b/c": "2"}


@pytest.mark.parametrize(
    "record", ["[]", '{"files": [1]}', '{"files": {"a": 3}}', '{"files": {}, "stamps": 5}']
)
def test_a_manifest_of_another_form_is_ignored(tmp_path: Path, record: str) -> None:
    (tmp_path / MANIFEST).write_text(record)
    write(tmp_path, a="1")
    assert tree(tmp_path) == {"a": "1"}


def test_files_no_longer_made_are_removed_with_their_folders(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    write(tmp_path, a="1")
    assert tree(tmp_path) == {"a": "1"}
    assert not (tmp_path / "b").exists()


def test_a_folder_takes_the_place_of_a_file_that_is_no_longer_made(tmp_path: Path) -> None:
    write(tmp_path / "docs", a="1", b="2")
    write(tmp_path / "docs", a__c="3", b="2")
    assert tree(tmp_path / "docs") == {"a/c": "3", "b": "2"}


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


def test_the_gitignore_of_the_folder_stays(tmp_path: Path) -> None:
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
        staging(tmp_path, [Asset(uri, b"")])


class Killed(BaseException):
    """As if the process had been killed: nothing cleans up after it."""


def die_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process die when it has moved `number` files or folders and is to move another."""
    moves = 0

    def counted(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(path: Path, target: Path) -> Path:
            nonlocal moves
            moves += 1
            if moves > number:
                raise Killed
            return move(path, target)

        return moved

    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(Workplace, "close", lambda work: os.close(work._handle))  # noqa: SLF001  # as the system does


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("number", range(4))
def test_a_killed_build_leaves_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, exchange: bool
) -> None:
    old, new = {"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "2"}
    docs = tmp_path / "docs"
    write(docs, **old)
    if not exchange:
        monkeypatch.setattr(replacing, "_renameat2", lambda: None)
    with monkeypatch.context() as dying:
        die_at(number, dying)
        with suppress(Killed):
            write(docs, **new)
    remove_abandoned(docs)  # as every build does first
    assert tree(docs) in (old, new)
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]
    write(docs, a="3", b="3")
    assert tree(docs) == {"a": "3", "b": "3"}


def test_the_working_folder_of_a_running_process_is_left_alone(tmp_path: Path) -> None:
    with staging(tmp_path / "docs", [Asset("a", b"1")]) as one:
        with staging(tmp_path / "docs", [Asset("a", b"2")]) as other:
            assert one.work.folder.is_dir()
            other.commit()
        one.commit()
    assert tree(tmp_path / "docs") == {"a": "1"}


def test_a_persons_own_folder_is_not_taken_for_a_working_folder(tmp_path: Path) -> None:
    mine = tmp_path / ".docs-archives"
    mine.mkdir()
    write(tmp_path / "docs", a="1")
    assert mine.is_dir()


@pytest.mark.parametrize(("one", "other"), [("site", "site-2"), ("a[1]", "a1")])
def test_the_working_folder_of_another_target_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: str, other: str
) -> None:
    """Not even the old folder in it is put in the place of this one."""
    abandoned: dict[str, Path] = {}
    with monkeypatch.context() as dying:
        dying.setattr(Workplace, "close", lambda work: os.close(work._handle))  # noqa: SLF001  # as the system does
        for name in (one, other):
            work = workplace(tmp_path / name)
            abandoned[name] = work.folder
            work.old.mkdir()
            (work.old / name).touch()
            work.close()
    for name, neighbour in ((one, other), (other, one)):
        remove_abandoned(tmp_path / name)
        assert [path.name for path in (tmp_path / name).iterdir()] == [name]
        assert not abandoned[name].exists()
        assert abandoned[neighbour].exists() is (neighbour == other)


def test_a_folder_that_cannot_be_moved_is_written_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    write(tmp_path / "docs", a="1", b="1")
    monkeypatch.setattr("builders.writer.replace_folder", busy)
    write(tmp_path / "docs", a="2")
    assert tree(tmp_path / "docs") == {"a": "2"}


def test_a_killed_preview_update_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update(**files: str) -> None:
        with staging(
            tmp_path, [Asset(uri, text.encode()) for uri, text in files.items()]
        ) as staged:
            staged.update_in_place()

    update(a="1", b="1", c="1")
    with monkeypatch.context() as dying:
        die_at(2, dying)  # the manifest and one file
        with pytest.raises(Killed):
            update(a="2", b="2")
    assert tree(tmp_path) == {"a": "2", "b": "1", "c": "1"}
    update(a="3", b="3")
    assert tree(tmp_path) == {"a": "3", "b": "3"}
