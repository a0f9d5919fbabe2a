"""TEI: valid by the schema of the Text Encoding Initiative, and with every word of the source."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # ships no types

from builders.aligned_text import AlignedText
from builders.exports.document_json import as_record
from builders.exports.registers import tei as registers_as_tei
from builders.exports.tei import as_tei
from builders.exports.tei.attributes import NAME_RE, datable
from builders.exports.tei.prose import Prose
from builders.exports.tei.words import cut_at_edges
from builders.markup import Mark, visible
from builders.model.annotation import Annotations
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.entity import Registers
from builders.model.mention import Mention
from builders.model.page import Asset
from builders.model.plain import PlainHeader
from builders.model.publication import Entry, Publication
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.readers.addresses import with_ids
from builders.spans import Span
from builders.understand import understand
from tests.conftest import SHARED
from tests.exports.conftest import SITE
from tests.publication import new_publication, understood_publication
from tests.readers.goldens import FIXTURES

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ASIDE = ("sic", "note", "label", "gap", "fw")
"""Elements within a paragraph that are not part of its sentences."""
TYPES = (
    "head",
    "p",
    "item",
    "line",
    "opener",
    "dateline",
    "byline",
    "salute",
    "closer",
    "signed",
    "trailer",
    "figDesc",
    "note",
    "table",
    "pb",
    "fw",
)
CABLE = "09GUANGZHOU12"


@pytest.fixture(scope="session")
def schema() -> Any:
    path = SHARED / "clients-data" / "tei_all-4.12.0.rng"
    if not path.is_file():
        pytest.skip("the schema of TEI (../shared/clients-data) is not on this machine")
    return etree.RelaxNG(etree.parse(path))


@pytest.fixture(scope="session")
def of_the_edition(edition: Path) -> Publication:
    return understand(edition).publication


def tree(publication: Publication, entry: Entry) -> Any:
    return etree.fromstring(as_tei(publication, entry).encode())


def one(publication: Publication, identifier: str = CABLE) -> Any:
    return tree(publication, publication.by_id[identifier])


def refused(schema: Any, element: Any) -> list[str]:
    schema.validate(element)
    return [f"{error.line}: {error.message}" for error in schema.error_log]


def read(element: Any) -> str:
    """The text of an element as it is read, with corrections and without `ASIDE`."""
    parts = [element.text or ""]
    for child in element:
        if child.tag.removeprefix(TEI) not in ASIDE:
            parts.append(read(child))
        parts.append(child.tail or "")
    return "".join(parts)


def places(element: Any, path: str) -> list[Any]:
    found: list[Any] = element.findall(f".//{path}", {None: TEI[1:-1]})
    return found


def test_every_file_is_valid(
    publication: Publication, of_the_edition: Publication, schema: Any
) -> None:
    at_no_address = replace(publication, settings=replace(publication.settings, url=None))
    for each in (publication, at_no_address, of_the_edition):
        for entry in each.entries:
            assert refused(schema, tree(each, entry)) == [], entry.id


@pytest.mark.samples
def test_every_sample_is_valid(samples: Path, schema: Any, tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    for path in samples.rglob("*"):
        if path.suffix in {".txt", ".html", ".csv", ".md"} and path.name != "README.md":
            target = root / "site_src/sources/text" / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            # Some samples are one text in two forms.
            name = target.stem if not target.with_suffix(".txt").exists() else f"{target.stem}-2"
            target.with_name(f"{name}{path.suffix}").write_bytes(path.read_bytes())
    publication = understand(root).publication
    assert len(publication.entries) > 20
    for entry in publication.entries:
        assert refused(schema, tree(publication, entry)) == [], entry.id


def test_the_words_are_those_of_the_page(
    publication: Publication, of_the_edition: Publication
) -> None:
    compared = 0
    for each in (publication, of_the_edition):
        for entry in each.entries:
            found = {element.get(XML_ID): element for element in tree(each, entry).iter()}
            for block in entry.document.blocks:
                element = found.get(block.id)
                if element is None or block.type == "pb":
                    continue
                words = read(element)
                given = words.removeprefix(" ") if block.label else words
                assert given == visible(block.text.text), (entry.id, block.id)
                compared += 1
    assert compared > 200


def test_exports_of_a_saved_page_hold_its_article_and_none_of_its_markup(
    tmp_path: Path, schema: Any
) -> None:
    saved = FIXTURES / "news" / "saved-page.html"
    page = {"site_src/sources/news/strike.html": saved.read_text(encoding="utf-8")}
    publication = understood_publication(tmp_path / "publication", page)
    entry = next(one for one in publication.entries if one.id == "strike")
    assert refused(schema, tree(publication, entry)) == []
    record = as_record(entry)
    for words in (read(places(tree(publication, entry), "body")[0]), json.dumps(record)):
        assert "The ferrymen" in words
        assert not re.search(r"<script|class=|</p>|Share on Facebook", words)
    # The places of all characters stay known.
    owned = sum(end - start for block in record["blocks"] for start, end in block["spans"])
    assert owned > 0.9 * len(entry.source.text)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return understood_publication(tmp_path_factory.mktemp("tei") / "publication", {})


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, tuple[Block, ...]]:
    """A text with blocks of any type in any order, some of which continue on the next page."""
    text = ""
    made: list[Block] = []

    def more() -> Span:
        nonlocal text
        start = len(text)
        text += draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6))
        return Span(start, len(text))

    for kind in draw(st.lists(st.sampled_from(TYPES), max_size=12)):
        role = draw(st.sampled_from([Role.TEXT, Role.TEXT, Role.HEADER]))
        level = draw(st.integers(1, 4)) if kind == "head" else None
        name = draw(st.sampled_from(["", "summary", "page-footer"]))
        spans = [more()]
        inside: tuple[str, Span] | None = None
        if kind == "p" and draw(st.booleans()):
            inside = (draw(st.sampled_from(["pb", "fw"])), more())
            spans.append(more())
        made.append(Block(kind, role, tuple(spans), AlignedText(""), level=level, name=name))
        if inside:
            made.append(Block(inside[0], Role.FURNITURE, (inside[1],), AlignedText("")))
    read = (
        replace(
            block, text=AlignedText.join(AlignedText.verbatim(text, span) for span in block.spans)
        )
        for block in made
    )
    return text, with_ids(read)


def entry_of(text: str, made: Iterable[Block], **said: Any) -> Entry:
    source = Source("letter", "letter.txt", text.encode(), text, "utf-8", "0" * 64)
    document = Document("letter", "text", "text", "en", PlainHeader("A letter"), tuple(made))
    document = replace(document, emendations=said.pop("emendations", ()))
    account: Any = None  # not used
    return Entry(source, Sidecar(), document, account, Annotations(**said))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=blocks())
def test_blocks_of_any_kind_in_any_order_are_valid(
    made: tuple[str, tuple[Block, ...]], empty: Publication, schema: Any
) -> None:
    text, parts = made
    element = tree(empty, entry_of(text, parts))
    assert refused(schema, element) == []
    # All words are there, in their order, except those that `read` leaves out.
    around = {"pb", "fw", "note"}
    wanted = "".join(visible(part.text.text) for part in parts if part.type not in around)
    body = element.find(f".//{TEI}body")
    words = "".join(read(body)).split()
    found = "".join(words)
    assert found == "".join(wanted.split())


def test_the_annotations_of_a_cable_are_in_its_tei(publication: Publication) -> None:
    cable = one(publication)
    assert [place.get("ref") for place in places(cable, "persName")] == [
        f"{SITE}people/lin-wei/"
    ] * 3
    (choice,) = places(cable, "choice")
    assert [child.text for child in choice] == ["ofthe", "of the"]
    assert choice[1].get("resp") == "#editors"
    assert choice[1].get("type") == "typography"
    assert [item.text for item in places(cable, "back//item")] == ["A lost blank."]
    assert {date.get("when") for date in places(cable, "body//date")} == {"2009-03-20"}
    (law,) = (note for note in places(cable, "note") if note.get(XML_ID) == "note-which-law")
    assert (law.get("type"), law.get("subtype")) == ("questions", "inference")
    assert read(law) == "Which law is not said."
    assert places(law, "hi")[0].get("rend") == "italic"
    assert law.getprevious().get("corresp") == "#note-which-law"
    sent, action, *_ = places(cable, "correspAction")
    assert sent[0].text == "AMCONSUL GUANGZHOU"
    assert action[0].text


@pytest.mark.parametrize("said", ["It's so.", '"So"', "1 > 0", "A & B's", "ﬁ < ﬂ"])
def test_characters_that_editors_write_are_escaped_once(empty: Publication, said: str) -> None:
    written = Prose(empty, "sources/a/index.md").paragraphs(said)
    assert etree.fromstring(written).text == said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("# Of *it*\n\nIt.", '<p>Of <hi rend="italic">it</hi></p><p>It.</p>'),
        ("    a < b\n", "<p><code>a &lt; b</code></p>"),
        ("a\n\n---\n\n* b", "<p>a</p><p><list><item>b</item></list></p>"),
        ("> # Q", "<p><quote><p>Q</p></quote></p>"),
    ],
)
def test_prose_is_a_sequence_of_paragraphs(empty: Publication, said: str, expected: str) -> None:
    written = Prose(empty, "sources/a/index.md").paragraphs(said)
    assert re.sub(r"(?<=>) (?=<)| (?=</code>)", "", written) == expected


def test_a_reference_links_to_a_published_document_and_names_any_other(
    publication: Publication,
) -> None:
    cable = one(publication)
    leads = {ref.get("target") for ref in places(cable, "body//ref")}
    names = {rs.get("key") for rs in places(cable, "body//rs")}
    links = publication.links_from[CABLE]
    assert names == {link.wanted for link in links if link.target is None}
    assert f"{SITE}sources/08guangzhou9/" in leads
    assert "#p1" in leads  # para 1 of the same telegram


def test_a_name_that_runs_into_a_correction_leaves_it_whole(empty: Publication) -> None:
    """`ofthe law`: the name is `the law`, the correction `of the`."""
    text = "ofthe law"
    aligned = AlignedText.join(
        [
            AlignedText.substitute("of the", Span(0, 5)),
            AlignedText.verbatim(text, Span(5, 9)),
        ]
    )
    block = Block("p", Role.TEXT, (Span(0, 9),), aligned, id="p1")
    emendation = Emendation(
        Span(0, 5), "ofthe", "of the", EmendationKind.TYPOGRAPHY, "A blank.", id="c1"
    )
    mention = Mention("law", "term", "law", "p1", Span(0, 9), Span(3, 10), "the law")
    entry = entry_of(text, [block], mentions=(mention,), emendations=(emendation,))
    element = tree(empty, entry)
    (paragraph,) = places(element, "body/p")
    (choice,) = places(paragraph, "choice")
    assert read(paragraph) == "of the law"
    assert [child.tag.removeprefix(TEI) for child in choice] == ["sic", "corr"]
    assert [read(term) for term in places(paragraph, "term")] == ["the", " law"]


def test_names_are_cut_at_many_corrections_in_linear_time() -> None:
    def takes(number: int) -> float:
        starts = range(0, 10 * number, 10)
        text = "x" * 10 * number
        block = Block("p", Role.TEXT, (Span(0, len(text)),), AlignedText.verbatim(text), id="p1")
        corrections = [_mark("choice", Span(at, at + 5)) for at in starts]
        names = [_mark("persName", Span(at + 3, at + 8)) for at in starts]
        started = time.process_time()
        cut = [mark.reading for mark in cut_at_edges(block, names, corrections)]
        assert cut[:2] == [Span(3, 5), Span(5, 8)]
        assert len(cut) == 2 * number
        return time.process_time() - started

    few, many = takes(1000), takes(4000)
    assert many < 8 * max(few, 0.05)


def _mark(element: str, reading: Span) -> Mark:
    return Mark(reading, element, reading=reading)


@pytest.mark.parametrize("editor", ["rulers of the archive", "J. Doe: archivist"])
def test_an_editor_whose_name_begins_like_a_rule_is_an_editor(
    editor: str, empty: Publication
) -> None:
    text = "ofthe law"
    aligned = AlignedText.join(
        [AlignedText.substitute("of the", Span(0, 5)), AlignedText.verbatim(text, Span(5, 9))]
    )
    block = Block("p", Role.TEXT, (Span(0, 9),), aligned, id="p1")
    kind = EmendationKind.TYPOGRAPHY
    emendation = Emendation(Span(0, 5), "ofthe", "of the", kind, "A space.", resp=editor, id="c1")
    element = tree(empty, entry_of(text, [block], emendations=(emendation,)))
    (correction,) = places(element, "body//corr")
    named = {f"#{one.get(XML_ID)}": read(one) for one in places(element, "teiHeader//respStmt")}
    assert editor in named[correction.get("resp")]


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("2009-03", {"when": "2009-03"}),
        ("2009-03-02/2009-04", {"from": "2009-03-02", "to": "2009-04"}),
        ("2000/..", {"from": "2000"}),
        ("../2000", {"to": "2000"}),
        (
            "2001-22",
            {"notBefore": "2001-06-01", "notAfter": "2001-08-31", "when-custom": "2001-22"},
        ),
        ("1998~", {"notBefore": "1998-01-01", "notAfter": "1998-12-31", "when-custom": "1998~"}),
    ],
)
def test_dates_have_the_attributes_for_their_edtf(edtf: str, attributes: dict[str, str]) -> None:
    made = dict(datable(edtf))
    made.pop("datingMethod", None)
    assert made == attributes


@pytest.mark.parametrize(
    ("address", "known"), [("p5-2", True), ("s-外事", True), ("5", False), ("s-m²", False)]
)
def test_an_address_that_cannot_be_an_xml_id_is_left_out(address: str, *, known: bool) -> None:
    assert bool(NAME_RE.fullmatch(address)) is known


def test_the_registers_are_valid(
    publication: Publication, of_the_edition: Publication, schema: Any
) -> None:
    for each in (publication, of_the_edition, replace(publication, registers=Registers())):
        (asset,) = registers_as_tei.assets(each)
        assert refused(schema, etree.fromstring(asset.data)) == []


def test_the_type_of_a_place_may_have_any_spaces(schema: Any, tmp_path: Path) -> None:
    written = "camp: {label: A camp, type: 'summer\u00a0camp of\u3000scouts'}\n"
    files = {"site_src/registers/places.yml": written}
    (asset,) = registers_as_tei.assets(understood_publication(tmp_path / "publication", files))
    document = etree.fromstring(asset.data)
    assert refused(schema, document) == []
    (place,) = document.iter(f"{TEI}place")
    assert place.get("type") == "summer-camp-of-scouts"


def test_an_entry_has_its_names_relations_and_page(publication: Publication) -> None:
    (asset,) = registers_as_tei.assets(publication)
    assert isinstance(asset, Asset)
    registers = etree.fromstring(asset.data)
    (lin,) = (person for person in places(registers, "person") if person.get(XML_ID) == "lin-wei")
    # `Mr Lin` is his name in one source only.
    assert [name.text for name in places(lin, "persName")] == [
        "Lin Wei",
        "林伟",
        "Lín Wěi",
        "Lin",
    ]
    assert [number.text for number in places(lin, "idno")] == [
        f"{SITE}people/lin-wei/",
        "https://example.org/lin",
    ]
    relations = {
        (one.get("name"), one.get("active"), one.get("passive"))
        for one in places(registers, "relation")
    }
    assert ("member_of", "#lin-wei", "#border-office") in relations
    assert {geo.text for geo in places(registers, "geo")} == {"-12.5 -100.25"}
