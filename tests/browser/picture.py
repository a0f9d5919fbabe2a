"""Takes the picture in the README: a page of the edition, in light and dark."""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from builders.cli import main
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.conftest import served
from tests.conftest import PROJECT
from tests.publication import new_publication

PICTURE = PROJECT / ".github" / "picture.png"
PAGE = "sources/07guangzhou208/#p2"


def take_picture(site: Path, picture: Path) -> None:
    """Take the picture of the site in a folder."""
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1.5)
        page.goto(f"{url}{PAGE}", wait_until="networkidle")
        picture.parent.mkdir(exist_ok=True)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        root = new_publication(Path(folder) / "publication", edition=True)
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        if result.exit_code:
            raise SystemExit(result.output)
        take_picture(root / "site", PICTURE)
