"""The store of what is kept between builds: its keys include all that a value was made with."""

from __future__ import annotations

import tomllib

from packaging.requirements import Requirement

from builders.storage.store import LIBRARIES, program_files
from tests.conftest import PROJECT


def test_every_library_is_part_of_a_key() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(LIBRARIES) == [Requirement(line).name for line in project["dependencies"]]


def test_the_whole_program_is_part_of_a_key() -> None:
    files = {path.relative_to(PROJECT).as_posix() for path in program_files()}
    assert {
        "builders/__init__.py",
        "builders/site/rendering.py",
        "builders/exports/sitemap.py",
        "builders/data/interface/zh.yml",
        "builders/storage/store.py",
    } <= files
    assert not [name for name in files if name.endswith(".pyc")]
