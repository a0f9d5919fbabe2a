"""The clipboard, as a page has filled it."""

from __future__ import annotations

from playwright.sync_api import Page

READ = """async (type) => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType(type)).text();
}"""


def text(page: Page) -> str:
    """The plain text on the clipboard."""
    found: str = page.evaluate(READ, "text/plain")
    return found


def html(page: Page) -> str:
    """The HTML on the clipboard, without the wrapper that the browser adds."""
    found: str = page.evaluate(READ, "text/html")
    return found
