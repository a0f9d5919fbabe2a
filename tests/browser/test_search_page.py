"""Using the search: the field and its first results, the page with all results, marked hits."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import SHORT, axe, reader, violations_in_both
from tests.browser.test_basket import stored_items
from tests.browser.waiting import wait_for_script, wait_until_still

__all__ = ["axe", "reader"]
LONG = "sources/07guangzhou208/"
SOURCES = "[aria-labelledby=found-sources] .mu-hit"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# The field at the head of every page


def test_the_search_field_works_by_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url + "privacy/")
    page.keyboard.press("/")
    field = page.locator("#mu-q")
    expect(field).to_be_focused()
    page.keyboard.type("carabinieri")
    options = page.locator(".mu-found [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = field.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".mu-found")).to_be_hidden()
    expect(field).to_have_value("carabinieri")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Carabinieri")


def test_enter_leads_to_all_results(site_url: str, page: Page) -> None:
    page.goto(site_url + "privacy/")
    page.keyboard.press("/")
    page.keyboard.type("psychological")
    page.keyboard.press("Enter")
    expect(page.locator(SOURCES)).to_have_count(2)
    assert urlsplit(page.url).path.endswith("/search/")
    assert query(page)["q"] == ["psychological"]


def test_a_word_that_occurs_nowhere_is_not_found(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("Zanzibar")
    expect(page.locator(".mu-found-s")).to_have_text("Nothing found.")


def test_the_search_loads_nothing_before_it_is_used(site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + LONG, wait_until="networkidle")
    assert [url for url in asked if "search" in url] == []
    page.keyboard.press("/")
    expect(page.locator("#mu-q")).to_be_focused()
    expect(page.locator(".mu-found")).to_be_attached()
    assert [url for url in asked if "/search/index.js" in url]


# The page with all results


def test_a_scope_that_does_not_exist_is_ignored(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&in=nowhere")
    expect(page.locator(SOURCES)).to_have_count(5)


def test_query_and_filters_are_kept_in_the_address(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/")
    wait_for_script(page, "search/page.js")
    page.locator("#find-q").fill("labor")
    expect(page.locator(SOURCES)).to_have_count(5)
    page.locator("[data-facet=kind] summary").click()
    page.get_by_role("checkbox", name="Diplomatic cable").check()
    expect(page.locator(SOURCES)).to_have_count(3)
    page.locator("input[name=from]").fill("2009")
    page.locator("input[name=from]").press("Tab")
    expect(page.locator(SOURCES)).to_have_count(2)
    page.locator("select[name=sort]").select_option("late")
    expect(page.locator(SOURCES).first).to_contain_text("Human Trafficking")
    expect(page).to_have_url(re.compile("sort=late"))
    assert query(page) == {"q": ["labor"], "kind": ["cable"], "from": ["2009"], "sort": ["late"]}

    shared = page.context.new_page()
    shared.goto(page.url)
    expect(shared.locator(SOURCES)).to_have_count(2)
    expect(shared.locator("#find-q")).to_have_value("labor")
    expect(shared.locator("[data-facet=kind] input[value=cable]")).to_be_checked()
    expect(shared.locator(".mu-find-w")).to_contain_text("Kind: Diplomatic cable")

    page.go_back()
    page.go_back()
    expect(page.locator(SOURCES)).to_have_count(3)
    expect(page.locator("input[name=from]")).to_have_value("")


def test_back_leads_to_the_query_before_the_one_typed(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=visa")
    expect(page.locator(SOURCES)).to_have_count(3)
    field = page.locator("#find-q")
    field.fill("")
    field.press_sequentially("labor", delay=300)
    expect(page.locator(SOURCES)).to_have_count(5)
    field.press("Enter")
    page.go_back()
    expect(field).to_have_value("visa")
    expect(page.locator(SOURCES)).to_have_count(3)
    page.go_forward()
    expect(field).to_have_value("labor")
    expect(page.locator(SOURCES)).to_have_count(5)


def test_a_filter_can_be_removed(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&kind=cable&person=goldberg")
    expect(page.locator(SOURCES)).to_have_count(2)
    page.locator(".mu-find-w button", has_text="Goldberg").click()
    expect(page.locator(SOURCES)).to_have_count(3)
    expect(page).not_to_have_url(re.compile("person="))


def test_facets_count_results(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&kind=news")
    expect(page.locator(SOURCES)).to_have_count(1)
    # The counts of a facet are limited by choices in other facets, not by its own.
    expect(page.locator("[data-facet=kind] .mu-facet-c")).to_have_text(["3", "1", "1"])
    page.locator("[data-facet=year] summary").click()
    expect(page.locator("[data-facet=year] label")).to_have_text(["2015 1"])


def test_an_invalid_date_is_reported(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&from=soon")
    expect(page.locator(".mu-find-w")).to_contain_text("is not a date")


def test_hits_are_quoted_in_sentences_that_link_to_them(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=%22coal+mine%22")
    hit = page.locator(".mu-hit-s").first
    expect(hit.locator("mark")).to_have_text("coal mine")
    expect(hit.locator("p")).to_contain_text("She gave a recent example of a group of Vietnamese")
    hit.locator("a").click()
    expect(page).to_have_url(re.compile("#p5$"))
    expect(page.locator("#p5 mark")).to_have_text("coal mine")
    expect(page.locator(".mu-nofm")).to_contain_text("1 of 1")
    expect(page.locator("#p5 mark")).to_be_in_viewport()


def test_additional_search_terms_are_shown(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=TIP")
    expect(page.locator(".mu-find-x")).to_contain_text("trafficking in persons")
    page.goto(site_url + "search/?q=labour")
    expect(page.locator(".mu-find-x")).to_contain_text("labor")
    # The pinyin and the English name are the same word.
    page.goto(site_url + "search/?q=广东")
    expect(page.locator(".mu-find-x")).to_contain_text(", too: Guangdong, Guangdong Province.")


def test_hits_in_editors_words_are_labelled(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=protocol")
    expect(page.locator(".mu-hit-ed").first).to_be_visible()
    labels = page.locator(".mu-hit-ed .mu-hit-p").all_inner_texts()
    assert all(label.startswith(("Note", "Headnote", "Correction")) for label in labels)


def test_markup_in_a_query_is_escaped(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&kind=%3Cb%3E&from=%22%3E")
    expect(page.locator(".mu-find-c")).to_be_visible()
    assert page.locator(".mu-find-r img, .mu-find-r b b").count() == 0


def test_every_example_in_the_help_finds_something(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/")
    examples = page.locator(".mu-find-help dt kbd").all_text_contents()
    assert len(examples) >= 6
    for example in examples:
        page.goto(site_url + "search/")
        wait_for_script(page, "search/page.js")
        page.locator("#find-q").fill(example)
        expect(page.locator(".mu-find-c")).to_be_visible()
        expect(page.locator(".mu-find-c")).not_to_have_text("Nothing found")


def test_without_a_script_the_page_links_to_registers(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "search/?q=labor")
    expect(page.locator(".mu-find-none")).to_contain_text("JavaScript")
    page.locator(".mu-find-none a", has_text="People").click()
    expect(page.locator("h1")).to_contain_text("People")
    context.close()


# The page that a result leads to


def test_hits_in_a_source_are_counted_and_can_be_stepped_through(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG + "?h=TIP")
    bar = page.locator(".mu-nofm")
    expect(bar).to_be_visible()
    count = int(bar.locator("p").inner_text().split(" of ")[1].split()[0])
    assert count >= 20
    bar.get_by_role("button", name="Previous hit").click()
    expect(bar.locator("b")).to_have_text(str(count))
    bar.get_by_role("button", name="Next hit").click()
    expect(bar.locator("b")).to_have_text("1")
    before = page.locator("#p1").inner_text()
    bar.get_by_role("button", name="Remove the marks").click()
    expect(page.locator("mark.mu-hitmark")).to_have_count(0)
    assert page.locator("#p1").inner_text() == before
    expect(page).not_to_have_url(re.compile(r"[?&]h="))


def test_marking_hits_does_not_change_the_text(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    text = "[...document.querySelectorAll('.mu-text .mu-p')].map(p => p.textContent)"
    before = page.evaluate(text)
    page.goto(site_url + LONG + "?h=%22Consul+General+in+Guangzhou%22")
    expect(page.locator(".mu-nofm")).to_be_visible()
    assert page.evaluate(text) == before


def test_a_hit_only_in_the_received_lines_is_shown_in_that_view(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/chinadaily-2015-12-05/?h=分享")
    expect(page.locator("mark.mu-hitmark").first).to_be_in_viewport()
    expect(page.locator("#view-received")).to_be_checked()


# Accessibility, Chinese


@pytest.mark.parametrize("asked", ["", "?q=TIP", "?q=labor&kind=cable", "?q=zanzibar+labor"])
def test_the_search_page_has_no_accessibility_violations(
    asked: str, site_url: str, reader: Page, axe: str
) -> None:
    reader.goto(f"{site_url}search/{asked}", wait_until="networkidle")
    reader.evaluate("document.querySelectorAll('.mu-find details').forEach(d => { d.open = true })")
    expect(reader.locator(".mu-find-r[aria-busy]")).to_have_count(0)
    wait_until_still(reader)
    assert violations_in_both(reader, axe) == []
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_first_results_and_marks_have_no_accessibility_violations(
    site_url: str, reader: Page, axe: str
) -> None:
    reader.goto(f"{site_url}{SHORT}?h=police#p4", wait_until="networkidle")
    expect(reader.locator(".mu-nofm")).to_be_visible()
    if reader.locator("#mu-q").is_visible():
        reader.locator("#mu-q").fill("traffick")
        expect(reader.locator(".mu-found [role=option]").first).to_be_visible()
        reader.keyboard.press("ArrowDown")
    assert violations_in_both(reader, axe, within=".mu-text, .mu-nofm, .md-header") == []


def test_results_on_a_page_in_chinese_lead_to_pages_in_chinese(site_url: str, page: Page) -> None:
    page.goto(site_url + "zh/search/?q=psychological")
    expect(page.locator(".mu-find-c")).to_have_text("2件史料")
    page.locator(".mu-hit-p").first.click()
    expect(page.locator(".mu-nofm")).to_contain_text("：psychological")
    assert "/zh/sources/" in page.url


# Saving results


def test_results_can_be_added_to_the_basket_by_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&kind=cable")
    expect(page.locator(SOURCES)).to_have_count(3)
    page.get_by_text("Save these results").focus()
    page.keyboard.press("Enter")
    add = page.get_by_role("button", name="Add 3 sources to the basket")
    expect(add).to_be_visible()
    page.keyboard.press("Tab")
    expect(add).to_be_focused()
    page.keyboard.press("Enter")
    status = page.locator(".mu-toast[role=status]")
    expect(status).to_have_text("3 sources added; the basket holds 3.")
    expect(add).to_be_focused()
    found = stored_items(page)
    addresses = page.locator(f"{SOURCES} h3 a").evaluate_all("all => all.map((a) => a.pathname)")
    assert [f"/muniment/sources/{one}/" for one in found] == addresses
    page.keyboard.press("Enter")
    expect(status).to_have_text("All 3 sources were in the basket already.")
    # With more results, the panel stays open and shows the new number.
    page.locator(".mu-find-w button").click()
    expect(page.get_by_role("button", name="Add 5 sources to the basket")).to_be_visible()


def test_results_can_be_saved_as_one_file_in_each_format(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=labor&from=2010")
    expect(page.locator(SOURCES)).to_have_count(2)
    page.get_by_text("Save these results").click()
    records = {"bib": "@", "biblatex.bib": "@", "ris": "ER  -", "csl.json": '"id":'}
    for (ending, sign), label in zip(
        records.items(), ("BibTeX", "biblatex", "RIS", "CSL-JSON"), strict=True
    ):
        name = f"{label}: 2 sources as one file"
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        assert download.value.suggested_filename == f"search.{ending}"
        text = download.value.path().read_text(encoding="utf-8")
        assert text.count(f"\n{sign}") + text.startswith(sign) == 2 or text.count(sign) == 2, text
        expect(page.locator(".mu-toast")).to_have_text(f"2 sources saved as {label}.")


def test_results_can_be_added_to_the_basket_in_chinese(site_url: str, page: Page) -> None:
    page.goto(site_url + "zh/search/?q=labor&kind=news")
    expect(page.locator(SOURCES)).to_have_count(1)
    page.get_by_text("保存这些结果").click()
    page.get_by_role("button", name="将1件史料加入文献篮").click()
    expect(page.locator(".mu-toast")).to_have_text("已加入1件史料；文献篮现有1项。")
    assert stored_items(page) == ["chinadaily-2015-12-05"]


def test_without_results_there_is_nothing_to_save(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=Zanzibar")
    expect(page.locator(".mu-find-c")).to_have_text("Nothing found")
    expect(page.get_by_text("Save these results")).to_have_count(0)


def test_a_beginning_of_one_letter_is_not_said_to_occur_nowhere(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=c*")
    expect(page.locator(".mu-find-warn")).to_contain_text("One more letter helps.")
    expect(page.locator(".mu-find-c")).to_have_text("Nothing found")
    expect(page.locator(".mu-find-none")).to_have_count(0)


@pytest.mark.parametrize("query", ["Zanzibar", "traficking", "沙漠", '"border Zanzibar"'])
def test_without_results_the_page_suggests_what_to_try(
    query: str, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}search/?q={query}")
    expect(page.locator(".mu-find-none li")).not_to_have_count(0)
