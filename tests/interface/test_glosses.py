"""A publication whose interface is only in English shows no Chinese but its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.build import units
from builders.interface.glosses import without_glosses
from builders.understand import understand
from tests.publication import new_publication

HAN_RE = re.compile(r"[\u4e00-\u9fff]")
EXAMPLE_QUERY = "中国"
"""An example of a query in the help of the search."""


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ('<h1>Sources <span lang="zh-Hans">史料</span></h1>', "<h1>Sources</h1>"),
        ('<h2>{{ text }} <span lang="zh-Hans">{{ chinese }}</span></h2>', "<h2>{{ text }}</h2>"),
        ('{{ kind.many }} <span lang="zh-Hans">{{ group.kind.chinese }}</span>', "{{ kind.many }}"),
        ('<p class="mu-kind"><span lang="zh-Hans">年表</span></p>\n<h1>', "<h1>"),
        ('<p>{{ a }} <span lang="zh-Hans">{{ item.title_zh }}</span></p>', None),
        ('<p class="mu-only" hidden></p>', None),
    ],
)
def test_glosses_are_removed_and_names_are_kept(template: str, left: str | None) -> None:
    assert without_glosses(template) == (template if left is None else left)


@pytest.mark.parametrize("interface", ["[en]", "[en, zh]"])
def test_chinese_glosses_are_shown_only_if_the_interface_has_both(
    interface: str, tmp_path: Path
) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/publication.yml").write_text(f"interface: {interface}\n")
    found = set()
    for unit in units(root, understand(root).publication):
        for asset in unit.make():
            if asset.uri.endswith(".md") and not asset.uri.startswith("zh/"):
                text = bytes(asset.data).decode()
                found |= {asset.uri} if HAN_RE.search(text.replace(EXAMPLE_QUERY, "")) else set()
    if interface == "[en]":
        assert found == set()
    else:
        assert {"sources/index.md", "search/index.md", "timeline/index.md"} <= found
