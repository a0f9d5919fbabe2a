"""Editors' Markdown: plain sentences bypass the converter and yield the same HTML."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.interface.links import LINK_RE
from builders.pages.editors_markdown import converter, paragraphs, plain

TYPED = '<a href="../x/">'
LETTERS = "aZ1é中אب .,;:?()/\"'“”‘’…–—-+=_*`~#!&<>[]{}|@\\\n\t\u00a0\u0300\ue010\ue011"


@pytest.mark.parametrize(
    "text",
    [
        "An entry of a made corpus.",
        "Born in 1950; see also \ue0100\ue011. A second sentence: “so it is”, isn’t it?",
        "1950 was a year.",
    ],
)
def test_plain_sentences_need_no_converter(text: str) -> None:
    assert plain(text) == f"<p>{text}</p>" == converter().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. One",
        "*a*",
        "a_b_c",
        "a\nb",
        " a",
        "a ",
        "a  b",
        "a & b",
        "<b>",
        "中，中",
        "- a",
        "[a]: b",
    ],
)
def test_text_that_markdown_may_change_is_left_to_the_converter(text: str) -> None:
    assert plain(text) == ""


@given(st.text(alphabet=LETTERS, max_size=16))
def test_bypassing_the_converter_gives_the_same_html(text: str) -> None:
    assert plain(text) in {"", converter().convert(text)}


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("كذا في الأصل؛ والصواب: بيانًا", ["p"]),
        ("*كذا* في الأصل", ["p"]),
        ("الأحكام العرفية: martial law, which was declared in 1914.", []),
        ("Größe", []),
        ("In the psalm:\n\n> וְאֵלֶּה שְׁמוֹת", ["blockquote", "p"]),
    ],
)
def test_a_paragraph_has_the_direction_of_most_of_its_words(
    text: str, directions: list[str]
) -> None:
    assert re.findall(r'<(\w+) dir="rtl">', paragraphs(text)) == directions


@pytest.mark.parametrize(
    "text", [f"The tag {TYPED} is *in {TYPED} words*.", f"`{TYPED}`", f"    {TYPED}"]
)
def test_a_tag_that_is_typed_as_text_is_not_taken_for_a_link(text: str) -> None:
    made = str(paragraphs(text))
    assert not LINK_RE.search(made)
    assert TYPED in html.unescape(made)


@pytest.mark.parametrize(
    "text", ["שלום *רב*", "\U00010d00\U00010d1e *\U00010d15*", "\U0001e900\U0001e923 *\U0001e900*"]
)
def test_a_paragraph_is_set_in_the_direction_of_its_script(text: str) -> None:
    assert paragraphs(text).startswith('<p dir="rtl">')
