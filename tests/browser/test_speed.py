"""What a reader waits for: first paint, choices and zooming among very many, and Lighthouse's figure.

These tests measure time, and so have the machine to themselves, after all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, expect

from builders.cli import main
from builders.exports.timeline.series import series_files
from tests.browser.conftest import served
from tests.browser.test_lighthouse import lighthouse, lighthouse_report, longest
from tests.browser.test_mentions import OPEN_PANEL
from tests.browser.test_timeline import TIMELINE, generated
from tests.publication import new_publication
from tests.timeline.lanes import EDITION

__all__ = ["lighthouse"]
pytestmark = pytest.mark.alone
LONG = "sources/07guangzhou208/"
# A common 4G connection, and a processor at a quarter of this machine's speed.
LINE = {
    "offline": False,
    "latency": 165,
    "downloadThroughput": 9_000_000 / 8 * 0.9,
    "uploadThroughput": 1_500_000 / 8 * 0.9,
}
SLOWDOWN = 4
READABLE = 1000
"""Milliseconds until the text can be read."""
TRIES = 3
"""How often the time is taken at most: the fastest counts, since the machine may be busy."""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
PARAGRAPHS, NAMES = 50, 10
QUICK = 100
"""Milliseconds within which a choice must take effect."""
ZOOMING = """async (selector) => {
  const svg = document.querySelector(selector);
  const keys = ["+", "ArrowRight", "-"].flatMap((key) => Array(20).fill(key));
  const frames = [];
  for (const key of keys) {
    const begin = performance.now();
    svg.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    frames.push(performance.now() - begin);
  }
  return frames;
}"""
"""Zooms in, moves on, zooms out; returns the milliseconds of each frame."""
GOOD_SPEED = 0.95
RUNS = 3
"""How often performance is measured at most: a busy machine makes a page slower, and never faster."""
MOST_SHIFT = 0.02
"""Cumulative layout shift allowed while loading; Chromium calls 0.1 good."""


def test_a_source_can_be_read_within_a_second(browser: Browser, site_url: str) -> None:
    times = []
    for _ in range(TRIES):
        context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(site_url + LONG, wait_until="load")
        expect(page.locator("h1")).to_be_visible()
        times.append(page.evaluate(FIRST_PAINT))
        context.close()
        if times[-1] < READABLE:
            break
    assert min(times) < READABLE, times


@pytest.fixture(scope="module")
def crowded_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with five hundred mentions."""
    root = new_publication(tmp_path_factory.mktemp("crowded") / "publication")
    people = [f"Wen Number{k}a" for k in range(NAMES)]
    register = root / "site_src/registers/people.yml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(
        "".join(
            f"wen-{k}:\n  label: {name}\n  role: Witness {k}\n  description: Saw it.\n"
            for k, name in enumerate(people)
        )
    )
    sentence = "On the road to the harbour they met {}, who had seen all of it and said so."
    paragraph = " ".join(sentence.format(name) for name in people)
    text = "A crowd of names\n\n" + "\n\n".join([paragraph] * PARAGRAPHS) + "\n"
    (root / "site_src/sources/text/crowd.txt").write_text(text)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with served(root / "site") as url:
        yield f"{url}sources/crowd/"


def test_choices_are_fast_with_five_hundred_mentions(
    crowded_url: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(crowded_url)
    assert page.locator(".mu-text a.mu-k").count() == PARAGRAPHS * NAMES
    page.evaluate(OPEN_PANEL)
    # The best of several times counts, since a busy machine is slow now and then.
    for choice in ("every", "none", "person", "first"):
        best = min(
            page.evaluate(
                """async id => {
                const start = performance.now();
                document.getElementById(id).click();
                document.body.getBoundingClientRect();
                const took = performance.now() - start;
                await new Promise(requestAnimationFrame);
                return took }""",
                f"mk-{choice if turn % 2 == 0 or choice == 'person' else 'every'}",
            )
            for turn in range(5)
        )
        assert best < QUICK, choice
    slowest = page.evaluate(
        """async () => { const took = [];
        for (let y = 0; y < document.body.scrollHeight; y += 400) {
          const start = performance.now();
          scrollTo({ top: y, behavior: "instant" });
          await new Promise(requestAnimationFrame);
          took.push(performance.now() - start); }
        return took.sort((a, b) => a - b)[Math.floor(took.length / 2)] }"""
    )
    assert slowest < QUICK


@pytest.mark.parametrize(("width", "picture"), [(1400, ".mu-tl-w"), (390, ".mu-tl-t")])
def test_zooming_ten_thousand_items_is_smooth(
    width: int, picture: str, site_url: str, browser: Browser
) -> None:
    """The median frame while zooming is fast, and no frame takes too long."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    first = date(1980, 1, 2)
    records = [generated(k, first + timedelta(days=k * 3 // 2)) for k in range(10_000)]
    files = dict(series_files(records, EDITION))
    assert len(files) > 10
    assert all(len(part) <= 250_000 for part in files.values())
    page.route(
        "**/timeline/parts/*.json",
        lambda route: route.fulfill(
            body=files[route.request.url.rpartition("/")[2]], content_type="application/json"
        ),
    )
    fetched: list[str] = []
    page.on(
        "request", lambda request: fetched.append(request.url.rpartition("/timeline/parts/")[2])
    )
    page.goto(site_url + TIMELINE, wait_until="networkidle")
    # Parts are fetched only when they come into view.
    assert [name for name in fetched if name.endswith(".json")] == ["index.json"]
    page.hover(picture)
    expect(page.locator(f"{picture}[tabindex='0']")).to_be_visible()
    frames: list[float] = page.evaluate(ZOOMING, picture)
    assert page.locator(f"{picture} a").count() < 400
    # A busy machine is slow now and then.
    assert median(frames) < 80
    assert max(frames) < 1000
    page.close()


def speed(report: dict[str, Any]) -> float:
    figure: float = report["categories"]["performance"]["score"]
    return figure


def shift(report: dict[str, Any]) -> float:
    figure: float = report["audits"]["cumulative-layout-shift"]["numericValue"]
    return figure


def test_the_longest_source_loads_fast(edition: Path, site_url: str, lighthouse: Path) -> None:
    url = site_url + longest(edition)
    figures = []
    for _ in range(RUNS):
        report = lighthouse_report(lighthouse, url, "performance")
        figures.append((speed(report), shift(report)))
        if speed(report) >= GOOD_SPEED and shift(report) <= MOST_SHIFT:
            return
    pytest.fail(f"performance and layout shift: {figures}")
