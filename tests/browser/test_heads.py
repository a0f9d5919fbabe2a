"""The heads of built pages are present and small. For Zotero, see `zotero_server.py`."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.citations.formats.coins import CLASS
from tests.citations import zotero

HEAD_RE = re.compile(r'<link rel="schema\.DC".*</script>\n', re.DOTALL)
"""Our elements in a head, from the first to the JSON-LD at the end."""
MOST_BYTES = 1500
"""Compressed bytes that these elements may add to a page."""


def source_page(edition: Path, slug: str) -> str:
    return (edition / "site/sources" / slug / "index.html").read_text()


@pytest.mark.parametrize("slug", zotero.expectations())
def test_the_page_of_a_source_has_metadata_and_links_to_existing_files(
    edition: Path, slug: str
) -> None:
    page = source_page(edition, slug)
    found = html.document_fromstring(page)
    assert found.xpath("string(//head/meta[@name='citation_title']/@content)")
    [script] = found.xpath("//head/script[@type='application/ld+json']")
    assert json.loads(script.text)["@context"] == "https://schema.org"
    links = found.xpath("//head/link[@rel='describedby' or @rel='linkset' or @rel='item']/@href")
    for href in links:
        assert (edition / "site/sources" / slug / href).is_file()
    # Zotero would take a cited work for the page itself.
    assert not found.xpath(f"//*[contains(@class, '{CLASS}') or contains(@class, 'unapi')]")


@pytest.mark.parametrize("slug", zotero.expectations())
def test_a_head_adds_few_bytes(edition: Path, slug: str) -> None:
    page = source_page(edition, slug)
    without = HEAD_RE.sub("", page, count=1)
    assert len(without) < len(page)
    assert len(gzip.compress(page.encode())) - len(gzip.compress(without.encode())) < MOST_BYTES
