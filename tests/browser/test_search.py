"""Search: questions with known answers, asked on the page for searching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from ruamel.yaml import YAML

from tests.conftest import PROJECT

RECALL = PROJECT / "tests/browser/search/recall.yml"
QUESTIONS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(RECALL.read_text())


class Found(NamedTuple):
    """The results on the page."""

    sources: list[str]
    entries: list[str]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all questions, as if a reader asked them one after the other."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def results_of(page: Page, site_url: str, **asked_for: str) -> Found:
    """The results for a question given in the address."""
    page.goto(f"{site_url}search/?{urlencode(asked_for)}")
    expect(page.locator(".mu-find-c")).to_be_visible()
    expect(page.locator(".mu-find-r[aria-busy]")).to_have_count(0)
    while (more := page.locator("#found-entries ~ .mu-find-m:visible")).count():
        before = page.locator(".mu-hit-en").count()
        more.click()
        expect(page.locator(".mu-hit-en").nth(before)).to_be_visible()
    links = page.locator("[aria-labelledby=found-sources] .mu-hit-t a").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    entries = page.locator(".mu-hit-en > a").all_inner_texts()
    return Found([link.rstrip("/").rpartition("/")[2] for link in links], entries)


def name(question: dict[str, Any]) -> str:
    return " ".join((question["query"], *map(str, question.get("with", {}).values())))


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize("question", QUESTIONS, ids=name)
def test_a_question_has_the_expected_results(
    question: dict[str, Any], kept_url: str, tab: Page
) -> None:
    found = results_of(tab, kept_url, q=question["query"], **question.get("with", {}))
    assert sorted(found.sources) == sorted(question["sources"])
    if "best" in question:
        assert found.sources[0] == question["best"]
    if "first_entry" in question:
        assert found.entries[0] == question["first_entry"]
    assert set(question.get("entries", ())) <= set(found.entries)
