"""Links in web pages converted to Markdown: menus, targets, and links across lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.readers.links import is_links, is_web_page, without_targets

LINES = [
    ("* [Home](/)", True),
    ("### [The strike goes on](/strike) | [Photos](/photos)", True),
    ('[![The ship](https://example.org/a.jpg "At sea")](https://example.org/b)', True),
    ("[](/print)", True),
    ("* [", True),
    ('](https://example.org/strike "The strike")', True),
    ("## The strike goes on](/strike)", True),
    ("By [Jane Roe](/people/jane-roe)", False),
    ("The men came [from Fuzhou](/fuzhou) in May.", False),
    ("The men came from Fuzhou (in May).", False),
    ("[Editor's note: names were changed.]", False),
]


@pytest.mark.parametrize(("line", "links"), LINES)
def test_a_line_that_consists_of_links_is_recognized(line: str, links: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_links(line) is links


def test_targets_become_spaces_and_words_stay_in_place() -> None:
    line = "By [Jane Roe](/2011/11/18/jane) and ![Picture](a.jpg)[John Doe](/doe)"
    words = without_targets(line)
    assert words.split() == ["By", "Jane", "Roe", "and", "John", "Doe"]
    assert words.index("John") == line.index("John")


@given(st.text(alphabet='[]()! "a/', max_size=60))
def test_a_line_keeps_its_length(line: str) -> None:
    assert len(without_targets(line)) == len(line)


def test_a_web_page_is_recognized_by_its_menus() -> None:
    article = "The men came from Fuzhou in May.\n" * 4
    assert is_web_page("* [Home](/)\n" * 8 + article)
    assert not is_web_page("* [Home](/)\n" * 4 + article)
    assert not is_web_page("* [Home](/)\n" * 8 + article * 20)
