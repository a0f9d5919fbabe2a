"""Other people's libraries resolve every annotation to exactly one passage of a page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from builders.inputs.settings import read_settings
from tests.browser.npm import installed
from tests.conftest import PROJECT

Json = dict[str, Any]
CLIENT = Path(__file__).parent / "annotations"
SOURCES = sorted(path.stem for path in (PROJECT / "site_src" / "sources").rglob("*.txt"))
ASTRAL = "\U0001f4dc \U00020bb7 wrote, \U00020bb7 answered; Lin Wei heard."


@cache
def published_url() -> str:
    """The published address of the site, which annotations name; tests serve it elsewhere."""
    settings, _ = read_settings(PROJECT)
    assert settings.url
    return settings.url


@pytest.fixture(scope="session")
def client() -> str:
    """The libraries and the code that calls them, as one script."""
    return (installed(CLIENT, script="build").parent / "client.bundle.js").read_text()


def annotation_page(edition: Path, source: str) -> Json:
    folder = edition / "site" / "sources" / source.lower()
    page: Json = json.loads((folder / "annotations.jsonld").read_text())
    return page


def test_there_are_annotations_with_every_motivation(edition: Path) -> None:
    found = {
        item["motivation"]
        for source in SOURCES
        for item in annotation_page(edition, source)["items"]
    }
    assert found >= {"identifying", "describing", "commenting", "linking", "editing"}


@pytest.mark.parametrize("source", SOURCES)
def test_every_annotation_resolves_in_the_page(
    source: str, edition: Path, site_url: str, client: str, page: Page
) -> None:
    items = annotation_page(edition, source)["items"]
    address = f"{published_url()}sources/{source.lower()}/"
    targets = [
        (item["id"], target)
        for item in items
        for target in item["target"]
        if target["source"] == address
    ]
    # Each annotation has a target in the page, not only one in the file.
    assert [identifier for identifier, _ in targets] == [item["id"] for item in items]
    page.goto(address.replace(published_url(), site_url))
    page.evaluate(client + "; globalThis.client = client")
    selections = [target for _, target in targets]
    resolved = page.evaluate("targets => client.resolve(targets)", selections)
    anchored = page.evaluate("targets => client.anchor(targets)", selections)
    for (identifier, target), places, other in zip(targets, resolved, anchored, strict=True):
        words, position = (selector["refinedBy"] for selector in target["selector"])
        assert places == [[words["exact"]], [words["exact"]]], identifier
        # The same without a library, as the Web Annotation model defines selectors.
        (text,) = other["texts"]
        assert text.count(words["prefix"] + words["exact"] + words["suffix"]) == 1, identifier
        assert text[position["start"] : position["end"]] == words["exact"], identifier
        assert other["found"] == [words["exact"]], identifier


@pytest.mark.parametrize("source", SOURCES)
def test_every_annotation_resolves_in_the_text_file(
    source: str, edition: Path, site_url: str, page: Page
) -> None:
    items = annotation_page(edition, source)["items"]
    (path,) = {item["target"][-1]["source"].removeprefix(published_url()) for item in items}
    text = (edition / "site" / path).read_bytes().decode()
    for item in items:
        words, position = item["target"][-1]["selector"]
        assert text.count(words["prefix"] + words["exact"] + words["suffix"]) == 1
        assert text[position["start"] : position["end"]] == words["exact"]
    answer = page.request.get(site_url + path)
    assert answer.ok


def test_the_libraries_count_code_points(client: str, page: Page) -> None:
    page.set_content(f"<p id=p1>{ASTRAL}</p>")
    page.evaluate(client + "; globalThis.client = client")
    start = ASTRAL.index("Lin Wei")
    selectors = [
        {"type": "TextQuoteSelector", "exact": "Lin Wei", "prefix": "; ", "suffix": " heard"},
        {"type": "TextPositionSelector", "start": start, "end": start + len("Lin Wei")},
    ]
    target = {
        "selector": [
            {"type": "CssSelector", "value": "#p1", "refinedBy": selector} for selector in selectors
        ]
    }
    found = page.evaluate("targets => client.resolve(targets)", [target])
    assert found == [[["Lin Wei"], ["Lin Wei"]]]


def test_every_page_named_in_the_data_exists(edition: Path) -> None:
    site = edition / "site"
    records = [
        record
        for path in site.glob("data/*.json")
        if path.stem != "registers"  # lists the other files
        for record in json.loads(path.read_text())
    ]
    named = {record["url"] for record in records}
    sources = {
        one["id"]: one["url"] for one in json.loads((site / "data/sources.json").read_text())
    }
    named.update(
        f"{sources[source]}#{paragraph}"
        for record in records
        for source, paragraphs in record.get("mentioned_in", {}).items()
        for paragraph in paragraphs
    )
    for source in SOURCES:
        for item in annotation_page(edition, source)["items"]:
            bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
            named.update(body["source"] for body in bodies if "source" in body)
    assert named
    for url in sorted(named):
        page, _, fragment = url.removeprefix(published_url()).partition("#")
        html = (site / page / "index.html").read_text()
        assert not fragment or f'id="{fragment}"' in html or f"id={fragment}" in html, url
