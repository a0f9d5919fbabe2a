"""The rows of tabs that the theme makes of the navigation."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types
from mkdocs.commands.build import build
from mkdocs.config import load_config

THEME = Path(__file__).parents[2] / "site_src/templates/theme"
PAGES = {
    "index.md": "# Papers\n",
    "sources/index.md": "# Sources\n",
    "people/index.md": "# People\n",
    "people/lin/index.md": "---\nsection: people/\n---\n# Lin\n",
    "places/index.md": "# Places\n",
    "method.md": "# Method\n",
    "zh/index.md": "---\ninterface: zh\nlang: zh-Hans\nmissing: [method/]\n---\n# 文献\n",
    "zh/people/index.md": "---\ninterface: zh\nlang: zh-Hans\nmissing: [method/]\n---\n# 人物\n",
}
SETTINGS = f"""\
site_name: Papers
site_url: https://papers.example/
theme: {{name: material, custom_dir: "{THEME}"}}
extra:
  sections_zh: {{Index: 索引, People: 人物}}
not_in_nav: "*.md"
"""
FLAT = """\
nav:
  - Home: index.md
  - People: people/index.md
  - Method: method.md
"""
NESTED = """\
nav:
  - Home: index.md
  - Sources:
      - All sources: sources/index.md
  - Index:
      - People: people/index.md
      - Others:
          - Places: places/index.md
          - Map: https://maps.example/
  - About:
      - Method: method.md
      - Home again: index.md
"""
Rows = list[list[str]]


@pytest.fixture(scope="module", params=[FLAT, NESTED], ids=["flat", "nested"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the navigation, in a folder named after it."""
    name = "flat" if request.param == FLAT else "nested"
    root = tmp_path_factory.mktemp("tabs") / name
    for path, text in PAGES.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text)
    (root / "mkdocs.yml").write_text(SETTINGS + request.param)
    build(load_config(str(root / "mkdocs.yml")))
    return root


def rows_of(site: Path, page: str) -> Rows:
    """The tabs of each row: the text, `aria-current` where it is set, and the address."""
    tree = html.parse(str(site / "site" / page / "index.html"))
    return [
        [
            " ".join(
                [link.text_content(), *filter(None, [link.get("aria-current")]), link.get("href")]
            )
            for link in row.iter("a")
        ]
        for row in tree.xpath("//nav[contains(@class, 'mu-tabs')]")
    ]


EXPECTED: dict[tuple[str, str], Rows] = {
    ("flat", "people"): [["Home ..", "People page ./", "Method ../method/"]],
    ("flat", "people/lin"): [["Home ../..", "People true ../", "Method ../../method/"]],
    ("nested", "sources"): [
        ["Home ..", "Sources true ./", "Index ../people/", "About ../method/"],
    ],
    ("nested", "people/lin"): [
        ["Home ../..", "Sources ../../sources/", "Index true ../", "About ../../method/"],
        ["People true ../", "Places ../../places/", "Map https://maps.example/"],
    ],
    ("nested", "places"): [
        ["Home ..", "Sources ../sources/", "Index true ../people/", "About ../method/"],
        ["People ../people/", "Places page ./", "Map https://maps.example/"],
    ],
    ("nested", "zh/people"): [
        ["Home ../", "Sources ../sources/", "索引 true ./", "About (English) ../../method/"],
        ["人物 page ./", "Places ../places/", "Map https://maps.example/"],
    ],
}


def test_a_section_has_one_tab_and_its_pages_a_row_of_their_own(site: Path) -> None:
    expected = {page: rows for (name, page), rows in EXPECTED.items() if name == site.name}
    assert {page: rows_of(site, page) for page in expected} == expected


def test_each_row_has_a_name_of_its_own(site: Path) -> None:
    tree = html.parse(str(site / "site/people/index.html"))
    names = [row.get("aria-label") for row in tree.xpath("//nav[contains(@class, 'mu-tabs')]")]
    assert names == ["Sections", "Pages of “Index”"][: len(names)]
