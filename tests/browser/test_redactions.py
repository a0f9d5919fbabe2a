"""Redactions as readers see and hear them; the redacted words are in no file of the edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from builders.cli import main
from builders.leaks.originals import known

pytestmark = pytest.mark.browser
WITH_BARS = {"sources/cbmm-2010-01/": 2, "sources/chinadaily-2015-12-05/": 1}


@pytest.mark.parametrize("address", WITH_BARS)
def test_a_bar_is_visible_and_names_what_is_redacted(
    page: Page, site_url: str, address: str
) -> None:
    page.goto(site_url + address)
    bars = page.locator(".mu-p .mu-redacted")
    expect(bars).to_have_count(WITH_BARS[address])
    widths: set[float] = set()
    for bar in bars.all():
        expect(bar).to_be_visible()
        expect(bar).to_have_role("img")
        expect(bar).to_have_accessible_name(
            "Redacted: personal e-mail address. By the editors, 22 November 2026"
        )
        widths.add(bar.evaluate("e => e.getBoundingClientRect().width"))
        colors = bar.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert colors[0] == colors[1]
    (width,) = widths
    assert width > 60


def test_the_label_after_a_bar_links_to_its_reason_and_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}sources/cbmm-2010-01/")
    why = page.get_by_role("link", name="personal e-mail address: why it is redacted")
    expect(why).to_have_count(2)
    why.first.click()
    section = page.locator("#redactions")
    expect(section).to_be_in_viewport()
    expect(section).to_contain_text("nothing in the text rests on them")
    expect(section).to_contain_text("Decided by the editors, 22 November 2026")
    section.get_by_role("link", name="line 149").click()
    expect(page.locator(".mu-p .mu-redacted").first).to_be_in_viewport()


def test_the_page_counts_redactions_and_calls_its_file_redacted(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}sources/cbmm-2010-01/")
    expect(page.locator(".mu-redactions")).to_contain_text(
        "2 passages are redacted: personal e-mail address."
    )
    card = page.locator(".mu-facts .mu-redacted")
    expect(card).to_have_count(2)
    expect(card.first).to_have_accessible_name("Redacted")
    expect(page.locator(".mu-facts")).not_to_contain_text("<span")
    page.locator("summary", has_text="Downloads").click()
    link = page.get_by_role("link", name="Text as received, redacted")
    assert (link.get_attribute("href") or "").endswith("cbmm-2010-01.redacted.txt")
    expect(page.locator("#file")).to_contain_text("are those of the redacted file")
    page.goto(f"{site_url}sources/09chengdu165/")
    expect(page.locator(".mu-redactions, #redactions, .mu-redacted")).to_have_count(0)


def test_the_view_as_received_has_the_bar(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}sources/chinadaily-2015-12-05/")
    page.locator("label", has_text="As received").first.click()
    bar = page.locator(".mu-rc .mu-redacted")
    expect(bar).to_be_visible()
    expect(bar).to_have_accessible_name(re.compile("Redacted: personal e-mail address"))


def test_no_file_of_the_edition_has_redacted_words(edition: Path) -> None:
    hidden = {secret.text for secret in known(edition).secrets}
    assert len(hidden) == 3
    for path in (*(edition / "site").rglob("*"), *(edition / "docs").rglob("*")):
        data = path.read_bytes().lower() if path.is_file() else b""
        assert not any(words.lower().encode() in data for words in hidden), path
    (archive,) = (edition / "site").glob("*.zip")
    for place in (edition / "site", edition / "docs", archive):
        result = CliRunner().invoke(
            main, ["check", "--leaks", str(place), "--project", str(edition)]
        )
        assert result.exit_code == 0, result.output
        assert "3 redacted passages looked for" in result.output
