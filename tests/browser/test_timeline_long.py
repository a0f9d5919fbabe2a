"""A timeline too long for one page, whose list is on pages for decades and years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from builders.cli import main
from tests.browser.conftest import served
from tests.browser.test_timeline import wait_until_drawn
from tests.publication import new_publication

EVENTS = 900
LANES = """\
lanes:
  - id: field
    name: Battles, and marches of the regiment
    categories: [{id: battle, name: Battles}, {id: march, name: 'Marches to "it" & <back>'}]
  - {id: family, name: Family, categories: [{id: birth, name: Births}]}
  - {id: post, name: Letters on the way}
"""
CATEGORIES = (*(f"  category: {one}\n" for one in ("battle", "march", "birth")), "")
"""Categories of the events in turn; the last event of each turn has none."""
FURTHER = {700: "  former_ids: [it-700]\n", 30: "  participants: [roe]\n"}
"""Further fields of some events, by number."""
FIRST = date(1990, 1, 1)


def day(k: int) -> date:
    """The date of the k-th event; events become more frequent as time goes on."""
    return FIRST + timedelta(days=round(9_000 * (k / EVENTS) ** 0.5))


@pytest.fixture(scope="module")
def long_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the timeline of a publication with many events."""
    root = new_publication(tmp_path_factory.mktemp("long") / "publication")
    (root / "site_src/publication.yml").write_text(LANES)
    register = root / "site_src/registers/events.yml"
    register.parent.mkdir(exist_ok=True)
    register.with_name("people.yml").write_text("roe: {label: Jane Roe, former_ids: [j-roe]}\n")
    (root / "site_src/sources/text/first.yml").write_text("former_ids: [Zeroth]\n")
    register.write_text(
        "".join(
            f"thing-{k}:\n  title: What happened as number {k}\n  date: {day(k)}\n"
            f"{FURTHER.get(k, '')}"
            f"{CATEGORIES[k % len(CATEGORIES)]}  evidence:\n"
            "    - source: first\n      quote: It has one paragraph\n"
            for k in range(EVENTS)
        )
    )
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with served(root / "site") as url:
        yield f"{url}timeline/"


def test_every_page_can_be_reached_without_javascript(long_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(long_url)
    links = page.locator(".mu-decades a")
    count = links.count()
    assert count > 5
    with page.expect_navigation():
        links.first.click()
    seen = 0
    for _ in range(count):
        seen += page.locator(".mu-tlist > li").count()
        after = page.locator(".mu-periods a[rel=next]").first
        if after.count():
            with page.expect_navigation():
                after.click()
    assert seen == EVENTS
    page.locator(".mu-periods a", has_text="Timeline").first.click()
    expect(page).to_have_url(long_url)
    context.close()


def test_lanes_are_those_that_the_publication_defines(long_url: str, browser: Browser) -> None:
    """Each can be hidden without a script; these lanes have no Chinese names."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(long_url)
    expect(page.locator(".mu-ck")).to_have_text(
        ["Battles, and marches of the regiment 450", "Family 225", "Letters on the way 225"]
    )
    expect(page.locator(".mu-tl-w g.lane-e1 .lanet")).to_have_text(
        ["Battles, and marches", "of the regiment"]
    )
    expect(page.locator(".lanez")).to_have_count(0)
    for n in (1, 2, 3):
        lane = page.locator(f".mu-tl-w g.lane-e{n}")
        expect(lane).to_be_visible()
        page.locator(f"label:has(#f-e{n})").click()
        expect(lane).to_be_hidden()
    context.close()


def test_hidden_lanes_are_named_in_the_address_by_id(long_url: str, page: Page) -> None:
    page.goto(f"{long_url}?lanes=category&hide=family")
    expect(page.locator(".mu-tl-w[tabindex='0']")).to_be_visible()
    wait_until_drawn(page)
    # Names of categories, and of a lane whose events have no category.
    expect(page.locator(".mu-tl-w .lanet")).to_have_text(
        ["Battles", 'Marches to "it" &', "<back>", "Letters on the way"]
    )
    expect(page.locator(".mu-tl-w .lanez")).to_have_count(0)
    page.locator("label:has(#f-e3)").click()
    expect(page).to_have_url(re.compile(r"\?hide=family\.post&lanes=category$"))


def test_an_address_on_the_first_page_redirects_to_the_page_of_the_event(
    long_url: str, page: Page
) -> None:
    page.goto(f"{long_url}#event-thing-700")
    expect(page).to_have_url(re.compile(rf"timeline/{day(700).year}[^/]*/#event-thing-700$"))
    expect(page.locator("#event-thing-700")).to_be_in_viewport()


def test_an_address_with_a_former_id_redirects_to_the_page_of_the_event(
    long_url: str, page: Page
) -> None:
    page.goto(f"{long_url}#event-it-700")
    expect(page).to_have_url(re.compile(rf"timeline/{day(700).year}[^/]*/#event-thing-700$"))
    expect(page.locator("#event-thing-700")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("former", "now", "count"),
    [
        ("entity=j-roe", "entity=roe", "1 entry"),
        ("source=Zeroth", "source=first", f"{EVENTS} entries"),
    ],
)
def test_a_filter_by_a_former_id_is_replaced_by_the_present_id(
    long_url: str, page: Page, former: str, now: str, count: str
) -> None:
    page.goto(f"{long_url}?{former}")
    expect(page).to_have_url(f"{long_url}?{now}")
    expect(page.locator(".mu-lanes output")).to_have_text(count)


def test_a_card_shows_an_event_listed_on_another_page(long_url: str, page: Page) -> None:
    page.goto(f"{long_url}?from={day(3)}&to={day(3) + timedelta(days=20)}")
    expect(page.locator(".mu-tl-w[tabindex='0']")).to_be_visible()
    wait_until_drawn(page)
    mark = page.locator(".mu-tl-w a", has_text=re.compile("number 3$"))
    mark.locator(".hit").hover()
    card = page.locator(".mu-card-t:popover-open")
    expect(card).to_contain_text("What happened as number 3")
    expect(card.get_by_role("link", name=re.compile("¶|first"))).to_have_count(1)


def test_the_picture_of_a_phone_has_bounded_length(long_url: str, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(long_url)
    expect(page.locator(".mu-tl-t[tabindex='0']")).to_be_visible()
    wait_until_drawn(page)
    assert page.locator(".mu-tl-t a").count() <= 160
    many = page.locator(".mu-tl-t a:has(.cl)").last
    many.locator(".hit").tap()
    page.get_by_role("button", name=re.compile("^Zoom in: ")).tap()
    expect(page).to_have_url(re.compile(r"\?from="))
    expect(page.locator(".mu-tl-t a:has(.pt)").first).to_be_visible()
    context.close()
