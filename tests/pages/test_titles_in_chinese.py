"""Titles of works on pages in Chinese."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from builders.model.work import Title, Work, WorkType
from builders.pages.bibliography.work_card import title_in_chinese


@pytest.mark.parametrize(
    ("own", "language", "title"),
    [
        ("中华人民共和国出境入境管理法", "zh", "中华人民共和国出境入境管理法"),
        ("大清律例", "", "大清律例"),
        ("支那移民史", "ja", ""),
        ("日本の移民", "", ""),
        ("한국 이민사", "", ""),
        ("Geschichte der Auswanderung", "de", ""),
        ("", "zh", ""),
    ],
)
def test_the_original_title_is_used_only_if_it_is_chinese(
    own: str, language: str, title: str
) -> None:
    work = Work(
        key="a", type=WorkType.BOOK, title=Title("A Law"), original_title=own, language=language
    )
    assert title_in_chinese(work) == title


def test_the_title_of_a_page_in_chinese_is_its_heading(edition: Path) -> None:
    pages = sorted((edition / "site/zh/works").glob("*/index.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8")
        title = re.search(r"<title>([^<]*) – ", html)
        heading = re.search(r'<h1 class="mu-title"[^>]*>([^<]*)', html)
        assert title, path
        assert heading, path
        assert unescape(title[1]) == unescape(heading[1]), path
