"""Search among ten thousand sources: few bytes are transferred, and results are found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Response, Route, expect

from builders.model.publication import Entry
from builders.model.source import Source
from builders.search import documents
from builders.search import units as index_units
from builders.search.documents import DocumentIndex, document_index
from builders.search.passages import Passage, passages
from builders.understand import understand
from tests.bench.corpus import generate
from tests.browser.conftest import served
from tests.browser.test_basket import stored_items
from tests.browser.waiting import wait_until_still

WRITTEN = 200
TIMES = 50
MOST_BYTES = 310_000
"""Bytes for one question with the texts of its first results, or for one facet opened later."""
QUESTIONS = (
    "TIP",
    "labour",
    "移民",
    "traffick*",
    "women -Vietnam",
    '"trafficking in persons"',
    "border police",
    "women federation police",
    "Goldberg",
    "雷于蓝",
    "coal mine",
)
CHINESE = "能力建设是中国移民管理的重要内容，打击人口贩运与非法移民活动，加强国际合作，公安机关与妇联合作保护受害人。"
"""A sentence added to every source."""
EVERYWHERE = (
    "china trafficking province security border cooperation public information",
    (
        "The officials told the group in Guangdong of trafficking in persons along the border of"
        " Vietnam and Yunnan province, of the security of migrants, and of cooperation with others"
    ),
    '"human trafficking" "public security" "guangdong province" "trafficking in persons"',
    "tra* pro* sec* bor*",
    "中国移民 公安机关 妇联合作 保护受害人",
    '"public security" -"trafficking in persons" -"human trafficking" china',
)
"""Words in nearly all sources, whose lists are the longest: the worst question found so far."""
LATE_MS = 1000
SHOWN = 5
"""Results that must be shown at once, if there are that many."""


@pytest.fixture(scope="module")
def large_url(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an index of ten thousand sources, made from fewer by repetition."""
    root = generate(tmp_path_factory.mktemp("large") / "publication", WRITTEN)
    written = understand(root).publication
    publication = replace(
        written,
        entries=tuple(copy_of(entry, time) for entry in written.entries for time in range(TIMES)),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "passages", with_chinese)
        known = {entry.source.sha256: document_index(entry) for entry in written.entries}

    def once(entry: Entry, **_: object) -> DocumentIndex:
        return known[entry.source.sha256]

    site = tmp_path_factory.mktemp("large-site")
    shutil.copytree(edition / "site/assets", site / "assets")
    (site / "search").mkdir()
    shutil.copyfile(edition / "site/search/index.html", site / "search/index.html")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_units, "document_index", once)
        for asset in index_units.files(publication):
            path = site / asset.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.data)
    with served(site) as url:
        yield url


def copy_of(entry: Entry, time: int) -> Entry:
    """A copy of a source with another id; its index is cached by digest."""
    source = entry.source
    name = f"{source.id}X{time}"
    return replace(entry, source=Source(name, source.path, b"", "", source.encoding, source.sha256))


def with_chinese(entry: Entry) -> Iterator[Passage]:
    """The passages of a source, followed by a sentence of Chinese."""
    found = list(passages(entry))
    yield from found
    yield found[-1]._replace(text=CHINESE)


def transferred(
    browser: Browser, url: str, facet: str = "", late: str = ""
) -> tuple[int, int, int]:
    """Bytes of the index loaded before and after a facet is opened, and the number of results.

    The script `late` is sent only after the others.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    if late:
        page.route(f"**/{late}", send_late)
    answers: list[Response] = []

    def size() -> int:
        # The size of files on disk; compression by a server would reduce it further.
        parts = [
            one
            for one in answers
            if "/search/" in one.url and ".js" in one.url and "/assets/" not in one.url
        ]
        return sum(len(one.body()) for one in parts)

    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # it needs a Python function
    page.goto(url)
    expect(page.locator(".mu-find-c")).to_be_visible(timeout=60_000)
    expect(page.locator(".mu-find-r[aria-busy]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    before = size()
    if facet:
        page.locator(f"[data-facet={facet}] summary").click()
        expect(page.locator(f"[data-facet={facet}] li").first).to_be_visible(timeout=60_000)
        wait_until_still(page)
    shown = page.locator("[aria-labelledby=found-sources] .mu-hit").count()
    after = size()
    context.close()
    return before, after - before, shown


def send_late(route: Route) -> None:
    route.request.frame.page.wait_for_timeout(LATE_MS)
    route.continue_()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_transfers_little(question: str, large_url: str, browser: Browser) -> None:
    size, _, shown = transferred(browser, f"{large_url}search/?q={quote(question)}")
    assert size <= MOST_BYTES
    assert shown >= SHOWN


@pytest.mark.parametrize("question", EVERYWHERE)
def test_words_in_nearly_all_sources_transfer_little(
    question: str, large_url: str, browser: Browser
) -> None:
    size, _, _ = transferred(browser, f"{large_url}search/?q={quote(question)}")
    assert 0 < size <= MOST_BYTES


@pytest.mark.parametrize("question", [EVERYWHERE[-1], QUESTIONS[0]])
def test_an_answer_is_the_same_whichever_script_opens_the_index(
    question: str, large_url: str, browser: Browser
) -> None:
    url = f"{large_url}search/?q={quote(question)}"
    by_page, by_panel = (transferred(browser, url, late=name) for name in ("panel.js", "page.js"))
    assert by_page == by_panel


@pytest.mark.parametrize("facet", ["kind", "year", "tag", "person", "organization", "place"])
def test_a_facet_transfers_little(facet: str, large_url: str, browser: Browser) -> None:
    _, size, _ = transferred(browser, f"{large_url}search/?q=labour", facet)
    assert 0 < size <= MOST_BYTES


def test_at_most_200_results_are_saved_at_once(large_url: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{large_url}search/?q=TIP")
    page.get_by_text("Save these results").click(timeout=60_000)
    expect(page.locator(".mu-find-kn")).to_contain_text("in the order shown: at most 200")
    page.get_by_role("button", name="Add the first 200 sources to the basket").click()
    expect(page.locator(".mu-toast")).to_have_text("200 sources added; the basket holds 200.")
    shown = page.locator("[aria-labelledby=found-sources] .mu-hit h3 a").count()
    kept = stored_items(page)
    assert len(set(kept)) == 200
    assert shown > 0
    context.close()
