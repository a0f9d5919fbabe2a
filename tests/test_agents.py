"""Authors and recipients: found in the registers, linked both ways, cited as those of letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html  # type: ignore[import-untyped]  # ships no types

from builders.agents import Agents
from builders.build import make
from builders.citations.styles.publication import formatted, original_key
from builders.citations.works.short import short_source
from builders.citations.works.sources import source_works
from builders.exports.tei import as_tei
from builders.lint import lint
from builders.model.citation import Style
from builders.model.publication import Publication
from builders.model.work import WorkType
from builders.understand import understand
from tests.publication import new_publication, understood_publication

TEI = "{http://www.tei-c.org/ns/1.0}"
PEOPLE = """\
john-writer: {label: John Writer, names: [Consul Writer]}
wang-li: {label: Wang Li, label_zh: 王丽}
smith-1: {label: J. Smith}
smith-2: {label: Jane Smith, names: [{text: J. Smith, in: [first]}, {text: Jane, in: [first]}]}
"""
ORGANIZATIONS = "trinity-house: {label: Trinity House}\n"
PAGE = "sources/first/index.md"
LETTER = """\
title: A letter
date: 1911-05-02
original: {author: ["Writer, John"], recipient: ["Wang, Li", Trinity House], genre: letter}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a publication with one letter and the people who wrote and received it."""
    project = new_publication(tmp_path_factory.mktemp("letters") / "publication")
    registers = project / "site_src/registers"
    registers.mkdir(exist_ok=True)
    (registers / "people.yml").write_text(PEOPLE, encoding="utf-8")
    (registers / "organizations.yml").write_text(ORGANIZATIONS)
    (project / "site_src/sources/text/first.yml").write_text(LETTER)
    return project


@pytest.fixture(scope="module")
def publication(root: Path) -> Publication:
    """The publication understood from that project."""
    understood = understand(root)
    assert understood.problems == ()
    return understood.publication


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Writer, John", "john-writer"),
        ("Consul Writer", "john-writer"),
        ("Wang, Li", "wang-li"),
        ("王丽", "wang-li"),
        ("王, 丽", "wang-li"),
        ("Trinity House", "trinity-house"),
        ("Smith, Jane", "smith-2"),
        ("Smith, J.", None),
        ("J. Smith", None),
        ("Jane", None),
        ("Writer", None),
        (",", None),
    ],
)
def test_a_name_leads_to_the_one_entry_that_has_it(
    name: str, identifier: str | None, publication: Publication
) -> None:
    assert Agents(publication).id_of(name) == identifier


def test_author_and_recipient_of_a_letter_are_linked_both_ways(root: Path) -> None:
    files = {file.uri: file.data.decode() for file in make(root) if file.uri.endswith(".md")}
    letter = html.fragment_fromstring(files["sources/first/index.md"].partition("\n---\n")[2])
    card = {
        fact.xpath("string(dt//button)") or fact.findtext("dt"): [
            (a.text_content(), a.get("href")) for a in fact.iterfind("dd//a")
        ]
        for fact in letter.find_class("mu-fact")
    }
    assert card["Author"] == [("Writer, John", "../../people/john-writer/")]
    assert card["Recipient"] == [
        ("Wang, Li", "../../people/wang-li/"),
        ("Trinity House", "../../organizations/trinity-house/"),
    ]
    for page, label in (("people/john-writer", "Author of"), ("people/wang-li", "Recipient of")):
        entry = html.fragment_fromstring(files[f"{page}/index.md"].partition("\n---\n")[2])
        (fact,) = (one for one in entry.find_class("mu-fact") if one.findtext("dt") == label)
        assert [a.get("href") for a in fact.iter("a")] == ["../../sources/first/"]
        assert fact.xpath(".//dd")[0].text_content().split() == ["A", "letter", "2", "May", "1911"]
        assert "No source of this publication names it in its text." in entry.text_content()
    other = files["people/smith-1/index.md"]
    assert "No source of this publication names it." in other
    assert "Author of" not in other


def test_a_letter_is_cited_as_a_letter(publication: Publication) -> None:
    work = source_works(publication).original(publication.by_id["first"])
    assert work.type is WorkType.PERSONAL_COMMUNICATION
    assert [str(name) for name in work.recipient] == ["Wang Li", "Trinity House"]


def test_the_tei_of_a_letter_has_its_correspondence(publication: Publication) -> None:
    tei = etree.fromstring(as_tei(publication, publication.by_id["first"]).encode())
    sent, received = tei.iter(f"{TEI}correspAction")
    assert [(one.tag.removeprefix(TEI), one.text) for one in sent] == [
        ("persName", "Writer, John"),
        ("date", "1911-05-02"),
    ]
    assert [(one.tag.removeprefix(TEI), one.text) for one in received] == [
        ("persName", "Wang, Li"),
        ("orgName", "Trinity House"),
    ]
    assert received[1].get("ref").endswith("organizations/trinity-house/")


def test_the_tei_has_no_comma_in_a_chinese_name_nor_after_a_family_name(tmp_path: Path) -> None:
    said = "original: {author: ['林, 文彬'], recipient: ['Writer,']}\n"
    files = {"site_src/sources/text/first.yml": said}
    publication = understood_publication(tmp_path / "publication", files)
    tei = etree.fromstring(as_tei(publication, publication.by_id["first"]).encode())
    assert [one.text for one in tei.iter(f"{TEI}persName")] == ["林文彬", "Writer"]


def test_an_organization_of_the_register_may_have_commas_in_its_name(tmp_path: Path) -> None:
    bureau = "Bureau of Democracy, Human Rights, and Labor"
    files = {
        "site_src/registers/organizations.yml": f"drl: {{label: '{bureau}'}}\n",
        "site_src/sources/text/first.yml": f"original: {{author: ['{bureau}']}}\n",
    }
    publication = understood_publication(tmp_path / "publication", files)
    tei = etree.fromstring(as_tei(publication, publication.by_id["first"]).encode())
    assert [one.text for one in tei.iter(f"{TEI}author")] == [bureau]
    assert [one.text for one in tei.iter(f"{TEI}persName")] == []
    work = source_works(publication).original(publication.by_id["first"])
    assert [name.literal for name in work.author] == [bureau]


def test_a_search_finds_the_further_letters_of_a_prolific_writer(tmp_path: Path) -> None:
    project = new_publication(tmp_path / "publication")
    registers = project / "site_src/registers"
    registers.mkdir(exist_ok=True)
    (registers / "people.yml").write_text(PEOPLE, encoding="utf-8")
    folder = project / "site_src/sources/text"
    for number in range(15):
        (folder / f"letter-{number}.txt").write_text(f"Dear Sir,\n\nLetter {number}.\n")
        name = "Writer, John" if number % 2 else "Consul Writer"
        (folder / f"letter-{number}.yml").write_text(f'original: {{author: ["{name}"]}}\n')
    page = next(file for file in make(project) if file.uri == "people/john-writer/index.md")
    text = page.data.decode()
    assert text.count('<span class="mu-quiet">undated</span>') == 12
    href = "../../search/?author=Consul+Writer&amp;author=Writer%2C+John"
    assert f'<a href="{href}">3 more</a>' in text


@pytest.mark.parametrize(
    ("author", "said", "named"),
    [
        ("Writer, John", "", "John Writer"),
        ("Chen, Shuzhen", "", "Chen Shuzhen"),  # as the register has it
        ("Chen, Shu-chen", "", "Chen Shu-chen"),  # another form in the register
        ("Nguyễn, An", "", "Nguyễn An"),
        ("Bartók, Béla", "", "Béla Bartók"),  # the first form in the register counts
        ("林, 文彬", "", "林文彬"),  # in no register, but Chinese
        ("山田, たろう", "", "山田たろう"),
        ("김, 민수", "", "김민수"),
        ("Lin, Wenbin", "", "Wenbin Lin"),
        ("Lin, Wenbin", "family_first: ['Lin, Wenbin']", "Lin Wenbin"),
        ("Writer, John", "family_first: ['Writer, John']", "Writer John"),
        ("Trinity House", "", "Trinity House"),
    ],
)
def test_a_family_name_stands_where_the_register_the_script_or_the_sidecar_puts_it(
    author: str, said: str, named: str, tmp_path: Path
) -> None:
    people = (
        "john-writer: {label: John Writer}\n"
        "chen: {label: Chen Shuzhen, names: [Chen Shu-chen], label_zh: 陳淑貞}\n"
        "nguyen: {label: Nguyễn An}\n"
        "bartok: {label: Béla Bartók, names: [Bartók Béla]}\n"
    )
    original = ", ".join(filter(None, (f"author: ['{author}']", said)))
    files = {
        "site_src/registers/people.yml": people,
        "site_src/sources/text/first.yml": f"original: {{{original}}}\n",
    }
    publication = understood_publication(tmp_path / "publication", files)
    (name,) = source_works(publication).original(publication.by_id["first"]).author
    assert str(name) == named


def test_a_name_with_the_family_name_first_is_cited_without_a_comma(tmp_path: Path) -> None:
    files = {
        "site_src/registers/people.yml": "chen: {label: Chen Shuzhen}\n",
        "site_src/sources/text/first.yml": "original: {author: ['Chen, Shuzhen'], "
        "recipient: ['Lin, Wenbin'], family_first: ['Lin, Wenbin']}\n",
    }
    publication = understood_publication(tmp_path / "publication", files)
    citation = formatted(publication)[original_key("first"), Style.CHICAGO]
    assert citation.reference.html.startswith("Chen Shuzhen. ")
    assert "to Lin Wenbin" in citation.reference.html


@pytest.mark.parametrize("name", ["Lin, Wenbing", "Trinity House"])
def test_a_name_said_to_be_family_first_must_be_a_person_of_the_source(
    name: str, tmp_path: Path
) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text(
        f"original: {{author: ['Lin, Wenbin', Trinity House], family_first: ['{name}']}}\n"
    )
    (problem,) = understand(root).problems
    assert problem.code == "wrong-value"
    assert "`family_first`" in problem.message


def test_a_short_citation_has_the_whole_of_a_chinese_name(tmp_path: Path) -> None:
    files = {"site_src/sources/text/first.yml": "original: {author: ['林, 文彬']}\ndate: 1920\n"}
    publication = understood_publication(tmp_path / "publication", files)
    assert short_source(publication, publication.by_id["first"]) == "林文彬 1920"


def test_a_chinese_page_has_the_chinese_names_of_author_and_recipient(tmp_path: Path) -> None:
    project = new_publication(tmp_path / "publication")
    registers = project / "site_src/registers"
    registers.mkdir(exist_ok=True)
    (registers / "people.yml").write_text(PEOPLE, encoding="utf-8")
    (registers / "organizations.yml").write_text(
        "customs: {label: Chinese Maritime Customs, names: [Customs Service], label_zh: 海关}\n",
        encoding="utf-8",
    )
    (project / "site_src/sources/text/first.yml").write_text(
        "original: {author: ['Wang, Li'], recipient: [Customs Service, '林, 文彬']}\n",
        encoding="utf-8",
    )
    with (project / "site_src/publication.yml").open("a") as settings:
        settings.write("interface: [en, zh]\n")
    files = {file.uri: file.data.decode() for file in make(project) if file.uri[-3:] == ".md"}
    assert {uri: _named(files[uri]) for uri in (PAGE, f"zh/{PAGE}")} == {
        PAGE: ["Wang, Li", "Customs Service", "林文彬"],
        f"zh/{PAGE}": ["王丽", "海关", "林文彬"],
    }


def test_the_place_of_sending_is_linked_both_ways(tmp_path: Path) -> None:
    project = new_publication(tmp_path / "publication")
    registers = project / "site_src/registers"
    registers.mkdir(exist_ok=True)
    (registers / "places.yml").write_text(
        "swatow: {label: Swatow, names: [Swatau], type: port, label_zh: 汕头}\n", encoding="utf-8"
    )
    for name, place in (("first", "Swatau"), ("second", "Nowhere")):
        (project / f"site_src/sources/text/{name}.txt").write_text("Dear Sir,\n\nA letter.\n")
        (project / f"site_src/sources/text/{name}.yml").write_text(
            f"date: 1911\ntitle: A {name} letter\noriginal: {{sent_from: {place}}}\n"
        )
    with (project / "site_src/publication.yml").open("a") as settings:
        settings.write("interface: [en, zh]\n")
    understood = understand(project)
    files = {file.uri: file.data for file in make(project)}
    pages = {uri: data.decode() for uri, data in files.items() if uri.endswith(".md")}
    assert _named(pages["sources/first/index.md"]) == ["Swatau"]
    assert _named(pages["zh/sources/first/index.md"]) == ["汕头"]
    assert 'href="../../places/swatow/"' in pages["sources/first/index.md"]
    assert _named(pages["sources/second/index.md"]) == ["Nowhere"]
    place = pages["places/swatow/index.md"]
    assert _named(place) == ["A first letter 1911"]
    assert "No source of this publication names it in its text." in place
    assert "unused-entry" not in [one.code for one in lint(understood.publication, ())]
    tei = etree.fromstring(
        as_tei(understood.publication, understood.publication.by_id["first"]).encode()
    )
    (sent,) = tei.iter(f"{TEI}correspAction")
    assert [(one.tag.removeprefix(TEI), one.text) for one in sent] == [
        ("placeName", "Swatau"),
        ("date", "1911"),
    ]
    assert sent[0].get("ref").endswith("places/swatow/")
    assert b"sent_from" in files["search/index.md"]


def _named(page: str) -> list[str]:
    """Authors, recipients and places of sending on the card of a page."""
    source = html.fragment_fromstring(page.partition("\n---\n")[2])
    return [
        " ".join(value.text_content().split())
        for fact in source.find_class("mu-fact")
        if (fact.xpath("string(dt//button)") or fact.findtext("dt"))
        in {"Author", "Recipient", "作者", "收件人", "Sent from", "发信地", "Sent from here"}
        for value in fact.iterfind("dd//li")
    ]
