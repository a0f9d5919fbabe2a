"""The heads of the built pages: there, light, and read rightly by Zotero where there is a server."""

from __future__ import annotations

import gzip
import json
import os
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.citations.coins import CLASS
from tests.citations import zotero

HEAD_RE = re.compile(r'<link rel="schema\.DC".*</script>\n', re.DOTALL)
"""From the first of our elements to the data at the end."""
MOST = 1500
"""Bytes that the elements may add to a page as it is sent."""
SERVER = "ZOTERO_SERVER"
"""Names the address of a running translation server of Zotero: `http://127.0.0.1:1969`."""


def source_page(edition: Path, slug: str) -> str:
    return (edition / "site/sources" / slug / "index.html").read_text()


@pytest.mark.parametrize("slug", zotero.expectations())
def test_a_source_page_has_its_head(edition: Path, slug: str) -> None:
    page = source_page(edition, slug)
    found = html.document_fromstring(page)
    assert found.xpath("string(//head/meta[@name='citation_title']/@content)")
    [script] = found.xpath("//head/script[@type='application/ld+json']")
    assert json.loads(script.text)["@context"] == "https://schema.org"
    links = found.xpath("//head/link[@rel='describedby' or @rel='linkset' or @rel='item']/@href")
    for href in links:
        assert (edition / "site/sources" / slug / href).is_file()
    # Zotero would take a work that the page cites for the page.
    assert not found.xpath(f"//*[contains(@class, '{CLASS}') or contains(@class, 'unapi')]")


@pytest.mark.parametrize("slug", zotero.expectations())
def test_a_head_weighs_little(edition: Path, slug: str) -> None:
    page = source_page(edition, slug)
    without = HEAD_RE.sub("", page, count=1)
    assert len(without) < len(page)
    assert len(gzip.compress(page.encode())) - len(gzip.compress(without.encode())) < MOST


@pytest.mark.parametrize("slug", zotero.expectations())
def test_zotero_itself_saves_the_right_item(site_url: str, slug: str) -> None:
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no translation server of Zotero")
    [item] = asked(server, f"{site_url}sources/{slug}/")
    assert zotero.differences(zotero.expectations()[slug], item) == {}


def test_zotero_itself_is_offered_every_work(site_url: str, edition: Path) -> None:
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no translation server of Zotero")
    offered = asked(server, f"{site_url}bibliography/")["items"]
    works = json.loads((edition / "site/bibliography/references.csl.json").read_text())
    titles = sorted(work["title"].replace("+", "＋") for work in works)
    assert sorted(offered.values()) == titles


def asked(server: str, url: str) -> Any:
    """What the server saves from a page; of several items it offers the titles, with status 300."""
    request = urllib.request.Request(  # noqa: S310  # an address that the tester gave
        f"{server}/web", data=url.encode(), headers={"Content-Type": "text/plain"}
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  # the same
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        if error.code != 300:  # Multiple Choices
            raise
        return json.loads(error.read())
