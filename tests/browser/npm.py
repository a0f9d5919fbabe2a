"""Packages of npm for tests, fetched once for each lock file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.processes import locked


def installed(folder: Path) -> Path:
    """The folder with the packages that the lock file in `folder` names.

    Where npm is missing the test is skipped, but never in CI.
    """
    npm = shutil.which("npm")
    if npm is None:
        message = f"npm is not on this machine: {folder.name} cannot be had"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    names = ("package.json", "package-lock.json")
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()
    target = PROJECT / ".cache" / f"{folder.name}-{digest[:12]}"
    packages = target / "node_modules"
    target.parent.mkdir(exist_ok=True)
    with locked(target.with_suffix(".lock")):
        if not packages.exists():
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            for name in names:
                shutil.copyfile(folder / name, target / name)
            done = subprocess.run(  # noqa: S603  # a fixed command of the test
                (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                cwd=target,
                capture_output=True,
                text=True,
                timeout=600,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return packages
