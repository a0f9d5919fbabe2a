"""A build killed at any moment leaves the old output or the new one, and nothing to clean up.

`MUNIMENT_KILLS=100` tries a hundred moments, and keeps the count for SECURITY.md.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builds.building import (
    file_states,
    leftover_folders,
    run_build,
    running_processes,
    set_source_text,
    start_build,
)
from tests.conftest import PROJECT
from tests.publication import digests, new_publication
from tests.sites import publication_of_sites

COUNTS = Path(__file__).parent / "counts.json"
KILLS = int(os.environ.get("MUNIMENT_KILLS", "4"))
SEED = 20100116
WORDS = ("one thing", "another thing")
KILLED_BETWEEN = """
import os, signal
import builders.site.rendering
from builders.cli import main
builders.site.rendering.replace_folder = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main()
"""
"""A build that dies after it has replaced the collections' sites and before the main site."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_killed_build_leaves_the_whole_old_or_new_output(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    clean: list[dict[str, dict[str, str]]] = []
    took = 0.0
    for words in WORDS:
        set_source_text(root, words)
        copy = tmp_path / words.replace(" ", "-")
        shutil.copytree(root, copy)
        begun = time.monotonic()
        run_build(copy)
        took = max(took, time.monotonic() - begun)
        clean.append({name: file_states(copy / name) for name in ("docs", "site")})
    assert clean[0] != clean[1]
    run_build(root)
    chance = random.Random(SEED)  # noqa: S311  # the same moments each time, as far as that can be
    killed = turn = 0
    while killed < KILLS:
        turn += 1
        assert turn < 4 * KILLS, "builds end before they can be killed"
        set_source_text(root, WORDS[turn % 2])
        written = digests(root / "site_src")
        process = start_build(root, several=turn % 3 == 0)
        time.sleep(chance.uniform(0, took))
        if process.poll() is None:
            killed += 1
        process.kill()
        process.communicate()

        for name in ("docs", "site"):
            there = file_states(root / name)
            assert there in [result[name] for result in clean], f"{name} after kill {turn}"
        # The kernel takes a moment to end the workers of a dead process.
        for _ in range(100):
            if not running_processes(process.pid):
                break
            time.sleep(0.1)
        assert not running_processes(process.pid)
        begun = time.monotonic()
        if "Nothing has changed" not in run_build(root):
            took = time.monotonic() - begun
        for name in ("docs", "site"):
            assert file_states(root / name) == clean[turn % 2][name]
        assert leftover_folders(root) == []
        assert digests(root / "site_src") == written
    if "MUNIMENT_KILLS" in os.environ:
        COUNTS.write_text(json.dumps({"kills": killed}) + "\n")


def test_a_build_killed_between_its_two_folders_is_completed_by_the_next(tmp_path: Path) -> None:
    root = publication_of_sites(tmp_path / "publication")
    run_build(root)
    folders = ("docs", "site", "site.collections")
    before = {name: file_states(root / name) for name in folders}
    sidecar = root / "site_src/sources/press/herald-2009.yml"
    sidecar.write_text("date: 2009-05-04\ntitle: Fog\n")
    clean = tmp_path / "clean"
    shutil.copytree(root, clean)
    run_build(clean)
    after = {name: file_states(clean / name) for name in folders}
    command = [sys.executable, "-c", KILLED_BETWEEN, "build", "--project", str(root)]
    killed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)  # noqa: S603  # our own command
    assert killed.returncode == -signal.SIGKILL
    # Each folder is whole, of one build or of the other.
    assert file_states(root / "site") == before["site"] != after["site"]
    assert file_states(root / "site.collections") == after["site.collections"]
    assert "Nothing has changed" not in run_build(root)
    assert {name: file_states(root / name) for name in folders} == after
    assert leftover_folders(root) == []
