"""What Zotero itself saves from the built pages, if its translation server is running.

    ZOTERO_SERVER=http://127.0.0.1:1969 pytest tests/browser/zotero_server.py

The server is made of several repositories and comes in no package, so CI does not run it; tests in
CI apply the rules of its translator instead (`tests/citations/zotero.py`).
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.citations import zotero

SERVER = "ZOTERO_SERVER"
"""The variable with the address of a running translation server."""


@pytest.mark.parametrize("slug", zotero.expectations())
def test_zotero_itself_saves_the_right_item(site_url: str, slug: str) -> None:
    [item] = translated(f"{site_url}sources/{slug}/")
    assert zotero.differences(zotero.expectations()[slug], item) == {}


def test_zotero_itself_is_offered_every_work(site_url: str, edition: Path) -> None:
    offered = translated(f"{site_url}bibliography/")["items"]
    works = json.loads((edition / "site/bibliography/references.csl.json").read_text())
    titles = sorted(work["title"].replace("+", "＋") for work in works)
    assert sorted(offered.values()) == titles


def translated(url: str) -> Any:
    """The items the server saves from a page; if there are several, their titles (status 300)."""
    request = urllib.request.Request(  # noqa: S310  # an address given by whoever runs the test
        f"{os.environ[SERVER]}/web", data=url.encode(), headers={"Content-Type": "text/plain"}
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  # the same
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        if error.code != 300:  # Multiple Choices
            raise
        return json.loads(error.read())
