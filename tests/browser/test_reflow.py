"""Pages fit a window 320 pixels wide, or one zoomed to 400 %, without horizontal scrolling."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.kinds_of_page import of_each_kind

NARROW = 320
"""WCAG 1.4.10."""
OTHER_LANGUAGE = "zh/"
LONG = (
    "works/prc-decision-abduction-1991/",
    "works/cnn-2013-06-19/",
    "organizations/ministry-of-public-security/",
)
"""Pages with a long title in Chinese, or with a long address among their facts."""
# Scrollable and floating elements and those for screen readers only are left out.
OUTSIDE = """(width) => [...document.querySelectorAll("main *, footer *")].filter((one) => {
  const { left, right, width: wide } = one.getBoundingClientRect();
  if (!wide || (left >= -1 && right <= width + 1)) return false;
  if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(".mu-vh, [popover], .mu-tip")) return false;
  for (let above = one; above !== document.body; above = above.parentElement) {
    const { overflowX, clipPath, position } = getComputedStyle(above);
    if (overflowX !== "visible" || clipPath !== "none" || position === "fixed") return false;
  }
  return true;
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


def test_no_page_is_wider_than_a_narrow_window(
    browser: Browser, edition: Path, kept_url: str
) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 900})
    page = context.new_page()
    outside = {}
    for name in (*of_each_kind(edition), *LONG):
        if name.startswith(OTHER_LANGUAGE):
            continue
        page.goto(kept_url + name)
        page.evaluate(OPEN)
        if found := page.evaluate(OUTSIDE, NARROW):
            outside[name] = found
    assert outside == {}
    # A page that is too wide would be found.
    page.evaluate("document.querySelector('main').style.minWidth = '400px'")
    assert page.evaluate(OUTSIDE, NARROW)
    context.close()
