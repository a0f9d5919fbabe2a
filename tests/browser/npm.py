"""npm packages for tests, installed once for each lock file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.parallel import locked

NAMES = ("package.json", "package-lock.json")


def installed(folder: Path, *, script: str = "") -> Path:
    """The folder with the packages that the lock file in `folder` names.

    Other files of `folder` are copied beside them. Without npm the test is skipped, but never in CI.

    Args:
        folder: Where the lock file is.
        script: A script in `package.json` to run once the packages are installed.
    """
    npm = shutil.which("npm")
    if npm is None:
        message = f"npm is not on this machine: {folder.name} cannot be had"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    others = sorted(path.name for path in folder.iterdir() if path.name not in NAMES)
    names = (*NAMES, *others)
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()
    target = PROJECT / ".cache" / f"{folder.name}-{digest[:12]}"
    made = target / "made"
    target.parent.mkdir(exist_ok=True)
    with locked(target.with_suffix(".lock")):
        if not made.exists():
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            for name in names:
                shutil.copyfile(folder / name, target / name)
            _run(target, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            if script:
                _run(target, npm, "run", "--silent", script)
            made.touch()
    return target / "node_modules"


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run(  # noqa: S603  # fixed commands of the test
        command, cwd=folder, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
