"""Annotation pages: as the W3C model requires them, with quotes that can be found again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from builders import exports
from builders.exports.web_annotation import annotation_page as web_annotation
from builders.exports.web_annotation import page_texts, selectors
from builders.exports.web_annotation.page_texts import PageText
from builders.exports.web_annotation.statements import statements
from builders.model.document import PAGE_BREAK, Emendation, EmendationKind
from builders.model.page import make_all
from builders.model.publication import Entry, Publication
from builders.pages.source import page as source_page
from builders.spans import Span
from tests.conftest import SHARED
from tests.exports.conftest import LETTER, SITE
from tests.publication import understood_publication

Json = dict[str, Any]
CABLE = "09guangzhou12"
BODY_TYPES = {"TextualBody", "SpecificResource"}
PURPOSES = {"identifying", "describing", "commenting", "linking", "editing", "tagging"}


def said(pages: Json, motivation: str = "", of: str = CABLE) -> list[Json]:
    items: list[Json] = pages[of]["items"]
    return [item for item in items if motivation in {"", item["motivation"]}]


def bodies(annotation: Json) -> list[Json]:
    body = annotation["body"]
    return body if isinstance(body, list) else [body]


def text_of(html: str) -> str:
    """The `textContent` in a browser: tags removed, character references resolved."""
    return unescape(re.sub("<[^>]*>", "", html))


def quote(target: Json) -> tuple[str, Json, Json]:
    """The CSS selector of a target, its quote selector and its position selector."""
    first, second = target["selector"]
    if first["type"] == "CssSelector":
        assert first["value"] == second["value"]
        return first["value"], first["refinedBy"], second["refinedBy"]
    return "", first, second


def whole(selector: Json) -> str:
    return str(selector["prefix"] + selector["exact"] + selector["suffix"])


def entry(publication: Publication, slug: str) -> Entry:
    return next(entry for entry in publication.entries if entry.slug == slug)


def elements(publication: Publication) -> Iterator[tuple[str, dict[str, PageText]]]:
    for one in publication.entries:
        page = page_texts.source_page(one)
        texts = [*page.reading.values(), *(item.element for item in page.received)]
        yield one.slug, {element.selector: element for element in texts}


def test_a_page_follows_the_w3c_model(pages: Json) -> None:
    assert set(pages) == {"09guangzhou12", "08guangzhou9", "letter", "first"}
    for slug, page in pages.items():
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert page["id"] == f"{SITE}sources/{slug}/annotations.jsonld"
        assert page["type"] == "AnnotationPage"
        assert page["partOf"]["type"] == "AnnotationCollection"
        assert page["partOf"]["total"] == len(page["items"])
        # A collection with a total must have a first page (section 5.1).
        assert page["partOf"]["first"] == page["partOf"]["last"] == page["id"]
        assert page["startIndex"] == 0


def test_every_annotation_follows_the_w3c_model(pages: Json) -> None:
    seen: set[str] = set()
    for page in pages.values():
        for item in page["items"]:
            assert item["type"] == "Annotation"
            assert item["id"].startswith(f"{page['id']}#")
            assert item["id"] not in seen
            seen.add(item["id"])
            assert item["motivation"] in PURPOSES
            assert [target["type"] for target in item["target"]] == ["SpecificResource"] * 2
            for body in bodies(item):
                assert body["type"] in BODY_TYPES
                assert body["purpose"] in PURPOSES
                assert isinstance(body["value" if body["type"] == "TextualBody" else "source"], str)
            for target in item["target"]:
                assert target["source"].startswith(SITE)
                _, words, position = quote(target)
                assert words["type"] == "TextQuoteSelector"
                assert position["type"] == "TextPositionSelector"
                assert words["exact"]
                assert 0 <= position["start"] < position["end"]


def test_every_kind_of_statement_has_its_motivation(pages: Json) -> None:
    found = {item["motivation"] for item in said(pages)}
    assert found == {"identifying", "describing", "commenting", "linking", "editing"}


def test_each_quote_is_in_its_element_once(publication: Publication, pages: Json) -> None:
    count = 0
    for slug, texts in elements(publication):
        for item in said(pages, of=slug):
            selector, words, position = quote(item["target"][0])
            text = texts[selector].text
            assert text[position["start"] : position["end"]] == words["exact"]
            assert text.count(whole(words)) == 1
            at = position["start"] - len(words["prefix"])
            assert text.startswith(whole(words), at)
            count += 1
    assert count > 15


def test_each_quote_is_in_the_file_once(publication: Publication, pages: Json) -> None:
    for one in publication.entries:
        text = one.source.text
        for item in said(pages, of=one.slug):
            _, words, position = quote(item["target"][1])
            assert text[position["start"] : position["end"]] == words["exact"]
            assert text.count(whole(words)) == 1


def test_positions_count_code_points(pages: Json) -> None:
    first, second = said(pages, "identifying", of="letter")
    _, words, position = quote(first["target"][0])
    assert words["prefix"] == "It names \U00020bb7 and then "
    assert position["start"] == len(words["prefix"])
    _, words, position = quote(second["target"][1])
    assert position["start"] == LETTER.rindex("Lin Wei")
    assert "\u0007" in words["prefix"]


def test_a_control_character_is_quoted_by_its_picture_as_on_the_page(pages: Json) -> None:
    _, words, _ = quote(said(pages, "identifying", of="letter")[0]["target"][0])
    assert words["suffix"].startswith(" \u2407 twice")


def test_a_mention_links_to_the_page_of_its_entry(pages: Json) -> None:
    found = {
        (bodies(item)[0]["source"], bodies(item)[0]["label"]) for item in said(pages, "identifying")
    }
    assert found == {
        (f"{SITE}people/lin-wei/", "Lin Wei"),
        (f"{SITE}organizations/border-office/", "Border Office"),
    }


def test_a_date_is_given_in_edtf(pages: Json) -> None:
    (item,) = said(pages, "describing")
    (body,) = bodies(item)
    assert body["value"] == "2009-03-20"
    assert body["conformsTo"] == "http://id.loc.gov/datatypes/edtf/EDTF"


def test_a_note_is_tagged_with_its_kind(pages: Json) -> None:
    notes = {item["id"].partition("#")[2]: item for item in said(pages, "commenting")}
    note = notes["note-which-law"]
    words, *tags = bodies(note)
    assert (words["value"], words["format"], words["language"]) == (
        "Which law is *not* said.",
        "text/markdown",
        "en",
    )
    assert [tag["value"] for tag in tags] == ["questions", "inference"]
    assert note["creator"] == {"type": "Organization", "name": "editors"}


def test_a_note_on_the_header_selects_the_lines_as_received(pages: Json) -> None:
    notes = {item["id"].partition("#")[2]: item for item in said(pages, "commenting")}
    selector, words, _ = quote(notes["note-the-border"]["target"][0])
    assert selector == ".mu-text > .mu-rc:nth-of-type(1)"
    assert words["exact"] == "AMEMBASSY BEIJING 0247"


def test_a_reference_links_to_its_target_or_names_what_is_missing(pages: Json) -> None:
    links = [bodies(item)[0] for item in said(pages, "linking")]
    targets = [link for link in links if link["type"] == "SpecificResource"]
    assert [link["source"] for link in targets] == [
        f"{SITE}sources/08guangzhou9/",
        f"{SITE}sources/08guangzhou9/",
        f"{SITE}sources/{CABLE}/",
    ]
    assert targets[2]["selector"]["value"] == "p1"
    wanted = [link for link in links if link["type"] == "TextualBody"]
    assert [link["value"] for link in wanted] == [
        "08 BEIJING 001234: 08BEIJING1234 is not in this publication.",
        "Ref B: 08BEIJING1234 is not in this publication.",
    ]


def test_a_correction_quotes_the_source_and_gives_the_reading(pages: Json) -> None:
    (item,) = said(pages, "editing")
    read, why, kind = bodies(item)
    assert (read["value"], why["value"], kind["value"]) == ("of the", "A lost blank.", "typography")
    _, words, _ = quote(item["target"][0])
    assert words["exact"] == "ofthe"


def test_a_correction_that_adds_something_quotes_the_word_beside_it(
    publication: Publication,
) -> None:
    cable = entry(publication, CABLE)
    at = cable.source.text.index(" spoke")
    (emendation,) = cable.document.emendations
    added = replace(emendation, span=Span(at, at), sic="", corr=",")
    changed = replace(cable, document=replace(cable.document, emendations=(added,)))
    (item,) = said(_pages(publication, changed), "editing")
    assert bodies(item)[0]["value"] == "Wei,"
    assert [quote(target)[1]["exact"] for target in item["target"]] == ["Wei", "Wei"]


def test_a_correction_without_spaces_around_it_quotes_only_its_neighbours(tmp_path: Path) -> None:
    files = {"site_src/sources/text/letter.txt": f"信\n\n{'移' * 1000}\n"}
    chinese = understood_publication(tmp_path / "publication", files)
    letter = entry(chinese, "letter")
    added = Emendation(
        Span(500, 500), "", "民", EmendationKind.TYPOGRAPHY, "A lost character.", id="c1"
    )
    changed = replace(letter, document=replace(letter.document, emendations=(added,)))
    (item,) = said(_pages(chinese, changed), "editing", of="letter")
    assert bodies(item)[0]["value"] == f"{'移' * 32}民{'移' * 32}"


def test_the_id_of_an_annotation_does_not_depend_on_those_before_it(
    publication: Publication,
) -> None:
    cable = entry(publication, CABLE)
    before = {statement.id for statement in statements(publication, cable)}
    fewer = replace(
        cable, annotations=replace(cable.annotations, mentions=cable.annotations.mentions[1:])
    )
    after = {statement.id for statement in statements(publication, fewer)}
    assert len(before - after) == 1
    assert after < before


def test_marks_within_a_paragraph_are_not_part_of_its_text(publication: Publication) -> None:
    page = page_texts.source_page(entry(publication, CABLE))
    assert page.reading["p1"].text == entry_block(publication, "p1")


def entry_block(publication: Publication, address: str) -> str:
    blocks = entry(publication, CABLE).document.blocks
    return next(block.text.text for block in blocks if block.id == address)


def test_annotated_texts_are_those_of_the_pages(publication: Publication) -> None:
    seen = 0
    for page in make_all(source_page.units(publication)):
        texts = page_texts.source_page(page.context["entry"])
        read = {
            part.block.id: text_of(part.html)
            for row in page.context["rows"]
            for part in row.parts
            if part.type != PAGE_BREAK
        }
        assert {address: found.text for address, found in texts.reading.items()} == read
        received = [
            "".join(text_of(line.html) for line in row.lines) for row in page.context["rows"]
        ]
        assert [found.element.text for found in texts.received] == received
        seen += len(read) + len(received)
    assert seen > 15


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("aaaaaaaa", 3, 4),
        ("ab" * 200, 100, 102),
        ("x " + "the same words " * 20 + "y", 2 + 15 * 9, 2 + 15 * 9 + 3),
        ("only", 0, 4),
    ],
)
def test_a_quote_takes_as_much_context_as_it_needs(text: str, start: int, end: int) -> None:
    words, position = json.loads(selectors.in_text(text, Span(start, end)))
    assert text[position["start"] : position["end"]] == words["exact"]
    places = [i for i in range(len(text)) if text.startswith(whole(words), i)]
    assert places == [start - len(words["prefix"])]


@pytest.mark.parametrize("text", ["the same words " * 1000, "a" * 1_000_001])
def test_a_quote_from_a_repetitive_text_stays_short(text: str) -> None:
    words, position = json.loads(selectors.in_text(text, Span(5000, 5004)))
    assert (position["start"], position["end"]) == (5000, 5004)
    assert whole(words) == text[5000 - len(words["prefix"]) : 5004 + len(words["suffix"])]
    assert len(whole(words)) < 3000


def test_without_a_site_address_everything_is_relative(publication: Publication) -> None:
    homeless = replace(publication, settings=replace(publication.settings, url=None))
    files = {asset.uri: asset.data for asset in make_all(web_annotation.units(homeless))}
    page = json.loads(files["sources/09guangzhou12/annotations.jsonld"])
    assert page["id"] == "annotations.jsonld"
    assert page["items"][0]["target"][0]["source"] == "./"
    sources = {
        body["source"] for item in page["items"] for body in bodies(item) if "source" in body
    }
    assert "../../people/lin-wei/" in sources
    assert "../08guangzhou9/" in sources


def test_the_same_input_gives_the_same_bytes(
    publication: Publication, files: dict[str, bytes]
) -> None:
    assert {asset.uri: asset.data for asset in exports.assets(publication)} == files


def test_the_context_of_the_w3c_model_knows_every_key(pages: Json) -> None:
    context = SHARED / "clients-data" / "anno.jsonld"
    if not context.is_file():
        pytest.skip("the context of the W3C model (../shared/clients-data) is not on this machine")
    from pyld import jsonld  # type: ignore[import-untyped]  # noqa: PLC0415  # ships no types; slow

    known = json.loads(context.read_text())
    for page in pages.values():
        local = {**page, "@context": known["@context"]}
        expanded = jsonld.expand(local)
        compacted = jsonld.compact(expanded, known)
        compacted["@context"] = local["@context"]
        assert _plain(compacted) == _plain(local)


def _plain(value: Any) -> Any:
    """The value with each list of one item replaced by the item: to JSON-LD they are the same."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return _plain(value[0]) if len(value) == 1 else [_plain(item) for item in value]
    return value


def _pages(publication: Publication, changed: Entry) -> Json:
    entries = tuple(changed if old.id == changed.id else old for old in publication.entries)
    pages = make_all(web_annotation.units(replace(publication, entries=entries)))
    return {asset.uri.split("/")[1]: json.loads(asset.data) for asset in pages}
