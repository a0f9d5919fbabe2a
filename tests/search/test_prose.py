"""Hand-written pages in the search index."""

from __future__ import annotations

import json

import pytest

from builders.model.page import ProsePage
from builders.search.prose import prose_index


def test_what_markdown_is_told_of_words_is_none_of_them() -> None:
    page = ProsePage(
        "zh/index.md", "", "# 首页\n\n一件称为*trafficking*{: lang=en }（人口贩运）。\n"
    )
    [part] = prose_index(page).parts
    assert [passage[-1] for passage in json.loads(part.text)["b"]] == [
        "首页",
        "一件称为trafficking（人口贩运）。",
    ]


def test_a_remark_in_the_front_matter_is_no_title() -> None:
    page = ProsePage("method.md", "", "---\n# how we work\n---\n\n# Method\n\nWords.\n")
    [part] = prose_index(page).parts
    assert [passage[-1] for passage in json.loads(part.text)["b"]] == ["Method", "Words."]


@pytest.mark.parametrize(
    ("uri", "there"), [("index.md", ""), ("zh/index.md", "zh/"), ("an-index.md", "an-index/")]
)
def test_it_is_found_where_it_is(uri: str, there: str) -> None:
    [part] = prose_index(ProsePage(uri, "", "Words.\n")).parts
    assert json.loads(part.text)["u"] == there
