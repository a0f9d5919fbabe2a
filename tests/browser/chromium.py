"""The Chromium that the tests drive; run as a module with `--install`, it installs one if needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without its user interface, which opens a page in a third of the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",  # CI runs as root, where the sandbox refuses to start
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def executable() -> str | None:
    """The path of the browser: what `CHROMIUM` names, one on the PATH, or Playwright's own."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow, and only a last resort

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def install() -> None:
    """Install Chromium if there is none: Debian's package, or else the one Playwright brings.

    Raises:
        subprocess.CalledProcessError: neither could be installed.
    """
    if executable():
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        subprocess.run([apt, "update", "-qq"], check=True)  # noqa: S603  # a fixed command
        quietly = [apt, "install", "-y", "-qq"]
        silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # An older Debian has only the whole browser.
        if subprocess.run([*quietly, SHELL], check=False, env=silent).returncode:  # noqa: S603  # as above
            subprocess.run([*quietly, "chromium"], check=True, env=silent)  # noqa: S603  # as above
        return
    subprocess.run(  # a fixed command
        [sys.executable, "-m", "playwright", "install", "chromium"], check=True
    )


if __name__ == "__main__" and "--install" in sys.argv:
    install()
