"""What a page has put on the clipboard."""

from __future__ import annotations

from playwright.sync_api import Page

READ = """async (type) => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType(type)).text();
}"""


def text(page: Page) -> str:
    """The words."""
    found: str = page.evaluate(READ, "text/plain")
    return found


def html(page: Page) -> str:
    """The words with italics and links, without what a browser puts around them."""
    found: str = page.evaluate(READ, "text/html")
    return found
