"""axe-core on every page of `site/`: `python -m tests.browser.every_page [WIDTH-SCHEME ...]`.

The tests check one page of each kind, and all sources. This takes some minutes and checks all.
"""

from __future__ import annotations

import sys

import click
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.conftest import served
from tests.browser.npm import installed
from tests.browser.test_axe import FOLDER, OPEN, violations
from tests.conftest import PROJECT

SITE = PROJECT / "site"
ALL = 1_000_000
"""How many elements that look alike are checked: each of them."""
MODES = ("1400-light", "390-dark")


def main(modes: list[str]) -> int:
    """The number of violations, each of which is printed."""
    axe = (installed(FOLDER) / "axe-core" / "axe.min.js").read_text()
    names = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    found = 0
    with served(SITE) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        for mode in modes:
            width, _, scheme = mode.partition("-")
            context = browser.new_context(
                viewport={"width": int(width), "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                is_mobile=int(width) < 500,
                has_touch=int(width) < 500,
            )
            page = context.new_page()
            for name in names:
                page.goto(f"{url}{name.removesuffix('index.html')}")
                page.evaluate(OPEN)
                for one in violations(page, axe, few=ALL):
                    found += 1
                    click.echo(f"{mode} {one}")
            context.close()
        browser.close()
    click.echo(f"{len(names)} pages, {' and '.join(modes)}: {found} violations")
    return found


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:] or list(MODES))))
