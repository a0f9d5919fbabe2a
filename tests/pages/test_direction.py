"""Text that runs from right to left, on pages that run from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builders.model.languages import RIGHT_TO_LEFT, is_right_to_left
from builders.model.page import Page
from builders.model.sidecar import Sidecar
from builders.pages import pages
from tests.conftest import PROJECT
from tests.pages.conftest import entry_of, page_at, publication_of

COURT = """בית המשפט המחוזי בירושלים

העד הראשון, השוטר Wilson, לא ידע לומר דבר.

Exhibit A: a knife

1. הסכין שנמצאה בידי הנאשם הראשון ברחוב יפו,
ליד החנות של אחיו, ביום הראשון של החודש
2. הכובע של השוטר, שנמצא למחרת באותו המקום
"""


@pytest.mark.parametrize(
    "tag", ["ar", "he", "fa", "ur", "yi", "ota", "az-Arab", "ar-EG", "ha-Arab-NG"]
)
def test_languages_that_run_from_right_to_left(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize(
    "tag", ["en", "zh-Hant", "tr", "az", "ru", "ar-Latn", "ota-Latn", "yi-Latn-US"]
)
def test_languages_that_run_from_left_to_right(tag: str) -> None:
    assert not is_right_to_left(tag)


def test_the_browser_script_knows_the_same_languages() -> None:
    script = (PROJECT / "site_src/assets/js/language.js").read_text(encoding="utf-8")
    listed = re.search(r"\^\(\?:([a-z|]+)\)", script)
    assert listed
    assert set(listed[1].split("|")) == RIGHT_TO_LEFT


def test_each_block_of_a_source_has_its_direction(render: Callable[[Page], str]) -> None:
    entry = entry_of(COURT, "court")
    html = render(page_at(f"sources/{entry.slug}/index.md", pages(publication_of(entry))))
    assert '<h1 class="mu-title" lang="he" dir="rtl">' in html
    assert '<article class="mu-text" lang="he">' in html, "its notes and numbers run as the page"
    assert re.search(r'<h2 [^>]*dir="rtl">בית המשפט', html)
    assert re.search(r'<p class="mu-p" dir="rtl">העד', html)
    assert re.search(r'lang="en">Exhibit A', html)
    assert '<ul class="mu-items" dir="rtl">' in html


def test_a_title_has_the_direction_of_its_own_words(render: Callable[[Page], str]) -> None:
    entry = entry_of(COURT, "court", sidecar=Sidecar(title="The court (a draft)."))
    html = render(page_at(f"sources/{entry.slug}/index.md", pages(publication_of(entry))))
    assert '<h1 class="mu-title" lang="en">The court' in html
    assert re.search(r'<p class="mu-p" dir="rtl">העד', html)


def test_a_page_in_english_has_no_dir_attributes(render: Callable[[Page], str]) -> None:
    entry = entry_of("A letter.\n\nIt says little.\n", "letter")
    html = render(page_at(f"sources/{entry.slug}/index.md", pages(publication_of(entry))))
    assert " dir=" not in html
