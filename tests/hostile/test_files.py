"""Broken files and bombs: each is refused or read, in a short time and little memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import PROJECT
from tests.publication import new_publication

CASES = YAML(typ="safe").load((Path(__file__).parent / "files.yml").read_text(encoding="utf-8"))
MEMORY_LIMIT = 4 << 30
"""The limit of address space in bytes; a bomb of thirty lines needs more than any machine has."""
SECONDS = 120


def text_of(case: dict[str, Any]) -> str:
    repeat = case.get("repeat", {"line": "", "times": 0})
    lines = (
        repeat["line"].replace("{n}", str(n)).replace("{next}", str(n + 1))
        for n in range(repeat["times"])
    )
    return "".join((case["text"], *lines))


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_hostile_file_is_refused_or_read_within_limits(
    case: dict[str, Any], tmp_path: Path
) -> None:
    root = new_publication(tmp_path)
    path = root / case["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text_of(case).encode())
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "builders", "build", "--project", str(root)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=limit_memory,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said[-2000:]
    assert done.returncode == (1 if "says" in case else 0), said[-2000:]
    assert case.get("says", "") in said
