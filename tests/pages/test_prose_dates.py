"""Dates in hand-written pages are kept on one line, and nothing else is changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]  # ships no types

from builders.pages.prose_dates import whole_dates_in_markdown

ONE_RE = re.compile(r'<span class="mu-one">(.*?)</span>', re.DOTALL)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2008年9月以来，**2010年3月2日**起。", ["2008年9月", "2010年3月2日"]),
        ("- 自2008年\n- [2009年](../2009年/)及1990年代", ["2008年", "2009年", "1990年代"]),
        ("| 年 | 事 |\n| --- | --- |\n| 2008年 | 甲 |", ["2008年"]),
        ("---\ntitle: 2008年\n---\n\n2009年", ["2009年"]),
        ("# 2008年\n\n2009年\n---\n\n2010年", ["2010年"]),
        ("`2008年`和2009年", ["2009年"]),
        ("``2008年``和`2009年\n2010年`\n\n2011年", ["2011年"]),
        ("```\n2008年\n```\n2009年", ["2009年"]),
        ("    2008年\n\n![2009年](2009年.png) <!-- 2010年 -->", []),
        ('<a href="#2008年" title="2008年">2009年</a>', ["2009年"]),
        ("[甲]: 2008年.html\n\n[甲][2009年]", []),
        ("No dates at all.", []),
        ("On 8\nFebruary and May\n9, `1 May`", ["8\nFebruary", "May\n9"]),
        ("| day |\n| --- |\n| 8 |\n| May 9 |", ["May 9"]),
        ("day | of\n--- | ---\na | 8\nMay | 9", []),
    ],
)
def test_dates_are_kept_on_one_line(text: str, whole: list[str]) -> None:
    made = whole_dates_in_markdown(text)
    assert ONE_RE.findall(made) == whole
    assert ONE_RE.sub(r"\1", made) == text


WORDS = st.lists(
    st.sampled_from(
        [
            "2008年9月",
            "9日",
            "9 ",
            "May",
            "|",
            "*",
            "`",
            "```\n",
            "\n",
            "\n\n",
            "[",
            "](x)",
            "# ",
            "    ",
            "> ",
            "1. ",
            "- ",
            "<b>",
            "!",
            "文",
        ]
    ),
    max_size=12,
)


@settings(derandomize=True)  # a text of Markdown marks alone can mean anything
@given(WORDS)
def test_nothing_but_line_breaking_changes(words: list[str]) -> None:
    text = "".join(words)
    made, plain = (Markdown().convert(one) for one in (whole_dates_in_markdown(text), text))
    assert re.sub(r'<span class="mu-one">|</span>', "", made) == plain
