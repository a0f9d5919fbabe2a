"""Draws the card of the publication, the picture shown where a link to it is shared."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from markupsafe import Markup
from playwright.sync_api import sync_playwright
from ruamel.yaml import YAML

from tests.browser.chromium import ARGUMENTS, executable
from tests.conftest import PROJECT

CARD = PROJECT / "site_src" / "assets" / "img" / "card.png"
WIDTH, HEIGHT = 1200, 630
PAGE = Markup(
    """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Literata; src: url({fonts}/serif-regular.woff2) }}
@font-face {{ font-family: Literata; font-weight: 600; src: url({fonts}/serif-semibold.woff2) }}
body {{ margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 92px 96px 80px;
  display: flex; flex-direction: column; background: #fcfbf8; color: #1b1c20;
  border-top: 14px solid #1b1c20; font: 34px/48px Literata, serif }}
h1 {{ margin: 0; font: 600 82px/94px Literata, serif; letter-spacing: -.014em; text-wrap: balance }}
p {{ margin: 0 }}
[lang] {{ margin: 22px 0 0; color: #50535a; font: 40px/56px "Noto Sans CJK SC", sans-serif }}
.said {{ margin-top: auto; padding-left: 28px; border-left: 4px solid #a3301c; color: #50535a;
  max-width: 880px; text-wrap: pretty }}
</style><h1>{name}</h1><p lang="zh-Hans">{chinese}</p><p class="said">{said}</p>"""
)


def draw_card(settings: dict[str, Any], card: Path) -> None:
    """Draw the card, with the names and description of the publication."""
    html = PAGE.format(
        fonts=(PROJECT / "site_src" / "assets" / "fonts").as_uri(),
        name=settings["site_name"],
        chinese=settings.get("extra", {}).get("name_zh", ""),
        said=settings.get("site_description", ""),
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder) / "card.html"
        page_path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_path.as_uri(), wait_until="networkidle")
        page.screenshot(path=card)
        browser.close()


if __name__ == "__main__":
    draw_card(YAML(typ="safe").load(PROJECT / "mkdocs.yml"), CARD)
