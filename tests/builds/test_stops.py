"""Builds that are interrupted, that run at once, or that lack space, permission or the folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.storage.locks import build_lock
from tests.builds.building import (
    file_states,
    leftover_folders,
    run_build,
    running_processes,
    set_source_text,
    start_build,
)
from tests.conftest import PROJECT
from tests.publication import new_publication

PATIENCE = 120


def wait_for(root: Path, pattern: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not any(root.glob(pattern)):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let SIGINT interrupt again: tests started in the background ignore it, with all they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("moment", ["", ".docs-*.building/new/**/*.md", ".site-*.building/new/*"])
def test_an_interrupt_stops_a_build_at_once_and_leaves_nothing(tmp_path: Path, moment: str) -> None:
    root = new_publication(tmp_path, edition=bool(moment))
    took = 0.0
    if not moment:
        begun = time.monotonic()
        run_build(root)
        took = time.monotonic() - begun
        set_source_text(root, "something else")
    before = [file_states(root / name) for name in ("docs", "site")]
    process = start_build(root, several=True)
    if moment:
        wait_for(root, moment, process)
    else:
        time.sleep(took / 4)  # while it is still being imported, or has just begun

    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode in {130, 1, -signal.SIGINT}, said
    assert "Traceback" not in said or not moment, said
    if moment:
        assert "Stopped; docs/ and site/ are intact" in said
    assert running_processes(process.pid) == []
    assert leftover_folders(root) == []
    assert [file_states(root / name) for name in ("docs", "site")] == before


def test_of_two_builds_the_second_waits(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    with build_lock(root):
        process = start_build(root)
        assert process.stdout is not None
        assert "another build" in process.stdout.readline().lower()
        assert not (root / "site").exists()
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert (root / "site/index.html").is_file()


def test_the_lock_of_a_build_ends_with_its_process(tmp_path: Path) -> None:
    program = "import os, pathlib, builders.storage.locks as t\nwith t.build_lock(pathlib.Path('.')): os._exit(9)"
    subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=False,
    )
    waited = []
    with build_lock(tmp_path, lambda: waited.append(1)):
        assert not waited


def test_removed_folders_are_made_again(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    run_build(root)
    before = [file_states(root / name) for name in ("docs", "site")]
    for name in ("docs", "site", ".cache"):
        shutil.rmtree(root / name)
    run_build(root)
    after = [file_states(root / name) for name in ("docs", "site")]
    before[0].pop(".gitignore")
    assert after == before


def test_a_project_deleted_during_a_build_gives_a_message_and_no_traceback(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication", edition=True)
    process = start_build(root)
    wait_for(root, ".docs-*.building/new/**/*.md", process)
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(root, ignore_errors=True)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert "[" in said.splitlines()[-2]


ON_A_DISK = """
import os, pathlib, shutil, subprocess, sys
sys.path.insert(0, {project!r})
from tests.builds.building import build_command, file_states, leftover_folders, set_source_text

disk = pathlib.Path({disk!r})
def sh(*words): subprocess.run(words, check=True)
def state(): return [file_states(root / name) for name in ("docs", "site")]
def build():
    done = subprocess.run(build_command(root), capture_output=True, text=True, cwd={project!r})
    return done.returncode, done.stdout + done.stderr

sh("mount", "-t", "tmpfs", "-o", "size=300m", "none", str(disk))
root = disk / "publication"
shutil.copytree({source!r}, root)
assert build()[0] == 0
before = state()
set_source_text(root, "something new")
for room in (0, 20, 100):
    with open(disk / "filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass
        filler.truncate(max(0, filler.tell() - room * 4096))
    code, said = build()
    assert code == 1, said
    assert "Traceback" not in said and "No space left on device [disk]" in said, said
    assert state() == before and leftover_folders(root) == []
    (disk / "filler").unlink()
sh("mount", "-o", "remount,ro", str(disk))
code, said = build()
assert code == 1 and "Traceback" not in said and "Read-only file system [disk]" in said, said
assert state() == before
sh("mount", "-o", "remount,rw", str(disk))
code, said = build()
assert code == 0, said
assert state() != before and leftover_folders(root) == []
print("all of it")
"""


def test_a_full_or_read_only_disk_breaks_nothing(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rm", "true"], check=False).returncode:  # noqa: S603  # our own command
        pytest.skip("needs a mount namespace")
    source = new_publication(tmp_path / "source")
    disk = tmp_path / "disk"
    disk.mkdir()
    program = ON_A_DISK.format(project=str(PROJECT), disk=str(disk), source=str(source))
    done = subprocess.run(  # noqa: S603  # our own program
        [unshare, "-rm", sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "all of it" in done.stdout, done.stdout + done.stderr
