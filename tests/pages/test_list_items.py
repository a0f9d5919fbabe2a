"""List items of a source, with the numbers, letters or bullets that they have in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from builders.model.page import Page
from builders.pages import pages
from tests.conftest import PROJECT
from tests.pages.conftest import entry_of, page_at, publication_of

LETTER = """The Board is asked for two things:

- a rope
- a boat, with oars

And to answer:

(a) what the keeper is owed;
(b) when he will be paid.
"""
REPORT = PROJECT / "tests/fixtures/report/pdftotext.txt"


def items(text: str, render: Callable[[Page], str]) -> list[tuple[str, str]]:
    """The attributes of each list item of a source, but its address, and its words."""
    entry = entry_of(text, "one")
    html = render(page_at(f"sources/{entry.slug}/index.md", pages(publication_of(entry))))
    return re.findall(r'<li id="item-\d+" ?([^>]*)>([^<]*)<', html)


def test_a_bullet_is_shown_as_ours_and_a_number_as_it_stands(render: Callable[[Page], str]) -> None:
    assert items(LETTER, render) == [
        ("", "a rope"),
        ("", "a boat, with oars"),
        ('class="mu-numbered"', "(a) what the keeper is owed;"),
        ('class="mu-numbered"', "(b) when he will be paid."),
    ]


def test_a_number_that_the_text_leaves_out_is_shown_before_it(
    render: Callable[[Page], str],
) -> None:
    found = items(REPORT.read_text(encoding="utf-8"), render)
    assert ('data-text="(1)"', "That a duty of ten dollars a head be imposed;") in found
