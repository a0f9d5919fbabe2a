"""Hand-written pages in the search index."""

from __future__ import annotations

import json

import pytest

from builders.model.page import ProsePage
from builders.search.prose import prose_index


def test_markdown_attributes_are_not_indexed() -> None:
    page = ProsePage(
        "zh/index.md", "", "# 首页\n\n一件称为*trafficking*{: lang=en }（人口贩运）。\n"
    )
    [part] = prose_index(page).parts
    assert [passage[-1] for passage in json.loads(part.text)["b"]] == [
        "首页",
        "一件称为trafficking（人口贩运）。",
    ]


def test_a_comment_in_the_front_matter_is_no_title() -> None:
    page = ProsePage("method.md", "", "---\n# how we work\n---\n\n# Method\n\nWords.\n")
    [part] = prose_index(page).parts
    assert [passage[-1] for passage in json.loads(part.text)["b"]] == ["Method", "Words."]


def test_a_work_cited_in_a_sentence_is_indexed_by_its_short_form() -> None:
    page = ProsePage("method.md", "", "# Method\n\nAs @hansen-1999 and @lunn-2001 show.\n")
    [part] = prose_index(
        page, named={"hansen-1999": "Hansen 1999", "lunn-2001": "Lunn 2001"}.__getitem__
    ).parts
    assert json.loads(part.text)["b"][-1][-1] == "As Hansen 1999 and Lunn 2001 show."


@pytest.mark.parametrize(
    ("uri", "there"), [("index.md", ""), ("zh/index.md", "zh/"), ("an-index.md", "an-index/")]
)
def test_a_page_is_indexed_with_its_address(uri: str, there: str) -> None:
    [part] = prose_index(ProsePage(uri, "", "Words.\n")).parts
    assert json.loads(part.text)["u"] == there
