"""Saved web pages: the cases in `web_pages.yml`, and what holds for any page."""

from __future__ import annotations

import time
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builders.readers import detect
from builders.readers.news import page
from builders.readers.web_page.chunks import chunks
from builders.readers.web_page.metadata import PageMetadata, page_metadata
from builders.readers.web_page.tags import tags
from builders.spans import Span
from tests.readers.goldens import FIXTURES, source
from tests.readers.test_detect import check_document

CASES = YAML(typ="safe").load(Path(__file__).with_name("web_pages.yml").read_text(encoding="utf-8"))
SAVED = (FIXTURES / "news" / "saved-page.html").read_text(encoding="utf-8")
PIECES = [SAVED[tag.start : tag.end] for tag in tags(SAVED)]


@pytest.mark.parametrize("case", CASES["about"], ids=lambda case: case["page"][:50])
def test_metadata_of_a_page_is_read(case: dict[str, Any]) -> None:
    expected = asdict(PageMetadata()) | {
        name: value for name, value in case.items() if name != "page"
    }
    found = asdict(page_metadata(case["page"]))
    if "document_title" not in case:
        found["document_title"] = ""
    assert {name: list(v) if isinstance(v, tuple) else v for name, v in found.items()} == {
        name: list(v) if isinstance(v, tuple) else v for name, v in expected.items()
    }
    assert set(case) - {"page"} <= {field.name for field in fields(PageMetadata)}


_BODIES = {
    "en": "The ferrymen of the inner harbour stayed ashore for a third day, and the goods lay on the pier.",
    "de": "Die Fährleute des inneren Hafens blieben den dritten Tag an Land, und die Waren lagen auf dem Pier.",
    "es": "Los barqueros del puerto interior se quedaron en tierra por tercer día, y las mercancías en el muelle.",
}


@pytest.mark.parametrize("case", CASES["days"], ids=lambda case: case["page"][:70])
def test_the_day_of_an_article_is_found_beside_its_headline(case: dict[str, Any]) -> None:
    body = f"<p>{_BODIES[case.get('language', 'en')]}</p>" * 3
    text = f"<html><body><div>{case['page']}{body}</div></body></html>"
    document = page.read(source(text))
    assert document is not None
    assert document.header.as_json()["date"] == case["day"]
    check_document(text, document)


@pytest.mark.parametrize("case", CASES["chunks"], ids=lambda case: case["page"][:50])
def test_a_page_is_split_into_chunks(case: dict[str, Any]) -> None:
    found = [f"{chunk.kind}: {chunk.text.text}" for chunk in chunks(case["page"]).chunks]
    assert found == case["chunks"]


@pytest.mark.parametrize("text", CASES["none"])
def test_a_page_without_an_article_is_refused(text: str) -> None:
    assert not page.is_article(text)
    assert page.read(source(text)) is None
    assert detect.choose(text).kind == "text"


def test_a_page_is_read_as_an_article_if_the_editor_says_so() -> None:
    text = (
        SAVED.replace("article", "section")
        .replace("NewsArticle", "Thing")
        .replace('"datePublished"', '"date"')
    )
    text = text.replace("application/ld+json", "text/plain").replace("<time datetime", "<time id")
    assert detect.choose(text).kind == "text"
    document = detect.reader_named("news").read(source(text))
    assert (document.form, document.header.title) == ("html", "Ferrymen strike for a third day")


@pytest.mark.parametrize(
    "before",
    [
        "\ufeff",
        '<?xml version="1.0" encoding="utf-8"?>\n',
        "<!-- saved from url=(0028)https://courier.test/strike -->\r\n",
        '<?xml version="1.0"?><!-- one --><!-- two -->\n\n',
    ],
)
def test_other_text_may_precede_a_page(before: str) -> None:
    document = detect.choose(before + SAVED).read(source(before + SAVED))
    assert (document.form, document.header.title) == ("html", "Ferrymen strike for a third day")
    check_document(before + SAVED, document)


@pytest.mark.parametrize(
    ("title", "site", "banner", "heading"),
    [
        ("Ferry sinks | The Harbour Blog", "The Harbour Blog", "The Harbour Blog", "Ferry sinks"),
        ("The night ferry has sunk | Harbour News", "", "Harbour News", "The night ferry has sunk"),
    ],
)
def test_a_heading_with_the_name_of_site_or_section_is_no_headline(
    title: str, site: str, banner: str, heading: str
) -> None:
    paragraph = (
        "<p>The ferrymen of the inner harbour stayed ashore, and nobody crossed that day.</p>"
    )
    text = (
        f'<html><head><title>{title}</title><meta property="og:title" content="{heading}">'
        f'<meta property="og:site_name" content="{site}"><meta property="og:type" content="article">'
        f"</head><body><h1>{banner}</h1><article><h2>{heading}</h2>{paragraph * 2}</article></body></html>"
    )
    assert detect.choose(text).read(source(text)).header.title == heading


def test_words_outside_the_article_are_left_out() -> None:
    document = detect.choose(SAVED).read(source(SAVED))
    words = " ".join(block.text.text for block in document.blocks if block.name != "markup")
    assert "ashore for a third day" in words
    for other in ("Sport", "Facebook", "to your door", "lighthouse", "every morning", "Copyright"):
        assert other not in words
        assert other in SAVED


def test_emphasis_that_begins_in_the_dateline_is_kept_in_the_paragraph() -> None:
    words = "HARBOUR CITY &mdash; The ferrymen of the inner harbour stayed ashore for a third day. "
    text = f"<!DOCTYPE html><article><p><em>{words * 3}</em></p></article>"
    document = detect.reader_named("news").read(source(text))
    dateline, paragraph = (block for block in document.blocks if block.type in {"dateline", "p"})
    assert dateline.text.text.startswith("HARBOUR CITY")
    assert paragraph.emphasis == (Span(paragraph.spans[0].start, paragraph.spans[-1].end),)
    check_document(text, document)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_tags_and_words_can_be_read(pieces: str) -> None:
    text = f"<!DOCTYPE html><article>{pieces}"
    for tag in tags(text):
        assert 0 <= tag.start < tag.end <= len(text)
    check_document(text, detect.reader_named("news").read(source(text)))


@pytest.mark.parametrize("end", [10, 200, 900, 1500, 2000, len(SAVED)])
def test_a_truncated_page_can_be_read(end: int) -> None:
    check_document(SAVED[:end], detect.reader_named("news").read(source(SAVED[:end])))


@pytest.mark.parametrize("run", CASES["repeated"])
def test_reading_takes_linear_time(run: str) -> None:
    def seconds(length: int) -> float:
        text = "<!DOCTYPE html><html><body>" + run * (length // len(run))
        started = time.process_time()
        page.is_article(text)
        page.read(source(text))
        return time.process_time() - started

    short, long = seconds(20_000), seconds(80_000)
    # A page four times as long takes four times as long; with a quadratic rule, sixteen times.
    assert long < 0.1 or long < 9 * max(short, 0.02), (short, long)
