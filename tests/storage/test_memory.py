"""Stamps of files, which show whether something was saved."""

from __future__ import annotations

import os
from pathlib import Path

from builders.storage.memory import stamp, stamps


def test_every_file_below_a_folder_has_its_stamp(tmp_path: Path) -> None:
    assert stamps(tmp_path / "none") == ()
    (tmp_path / "b/c").mkdir(parents=True)
    for name in ("a", "b/c/d"):
        (tmp_path / name).write_text("Words.")
    (tmp_path / "e").symlink_to("nowhere")
    found = dict(stamps(tmp_path))
    assert [*found] == [str(tmp_path / name) for name in ("a", "b", "b/c", "b/c/d", "e")]
    assert all(found[one] == stamp(Path(one)) for one in found)
    assert found[str(tmp_path / "e")] is None


def test_a_file_that_is_saved_has_another_stamp(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("Words.")
    before = stamps(tmp_path)
    assert stamps(tmp_path) == before
    os.utime(file, ns=(1, 1))
    assert stamps(tmp_path) != before


def test_links_to_other_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/above").symlink_to(tmp_path)
    assert [Path(path).name for path, _ in stamps(tmp_path / "in")] == ["above"]
