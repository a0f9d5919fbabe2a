"""Two processes make what one makes."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from builders.build import make, write
from builders.problems import ProblemsFound
from builders.processes.pools import pool
from builders.storage import spill_file
from builders.understand import understand
from builders.writer import staging
from tests.publication import new_publication


def written(root: Path, workers: int) -> dict[str, str]:
    with staging(root / "docs") as staged:
        write(root, understand(root), staged, workers=workers)
        return dict(sorted(staged.digests.items()))


def test_several_processes_and_the_spill_file_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_publication(tmp_path, edition=True)
    plain = written(root, 1)
    monkeypatch.setattr(spill_file, "FEW", 0)
    assert written(root, 3) == plain


def test_staged_files_are_those_that_are_made(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    with staging(root / "docs") as staged:
        write(root, understand(root), staged, workers=2)
        made = {file.uri: file.data for file in make(root)}
        assert {uri: staged.path(uri).read_bytes() for uri in staged.digests} == made


def test_a_problem_in_another_process_is_reported(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    template = root / "site_src/templates/tags.html"
    template.write_text("<div>{{ nothing_of_that_name }}</div>")
    with staging(root / "docs") as staged, pytest.raises(ProblemsFound, match=r"tags\.html:1"):
        write(root, understand(root), staged, workers=2)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_process_that_the_system_ends_is_reported() -> None:
    """As Linux does when memory runs out."""
    with pytest.raises(ProblemsFound, match=r"\[process-ended\]"), pool(2) as workers:
        list(workers.map(_end_itself, range(4)))


def _end_itself(_number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_file_made_twice_is_refused(tmp_path: Path) -> None:
    with staging(tmp_path / "one") as one, staging(tmp_path / "one") as other:
        for staged in (one, other):
            staged.add(make(new_publication(tmp_path / f"{id(staged)}"))[0])
        with pytest.raises(ValueError, match="two files"):
            one.take_over(other.hand_over())
