"""The files for reference managers, read back here and by other people's programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint
import jsonschema
import pytest
import rispy
from pybtex.database import parse_string

from builders import bibliography
from builders.citations.formats import biblatex, bibtex, csl, csl_json, latex, ris
from builders.citations.works.sources import SourceWorks
from builders.exports.citation_files import units
from builders.model.page import make_all
from builders.model.work import Bibliography, Name, Title, Work, WorkType
from builders.spans import Span
from tests.citations.entries import REGISTERS, SETTINGS, article, cable, newsletter, publication
from tests.citations.kinds_of_work import works
from tests.conftest import SHARED

HARD = Work(
    key="hard",
    type=WorkType.BOOK,
    title=Title(
        '“Signs”: 100% & #1_2 {x} ~y^z \\ "q" — 国务院 and {McKinley} ' + "long " * 60 + "end"
    ),
    author=(Name("O'Loughlin", "Jöhn"), Name("Boer", "Andrea M.", "den"), Name("Van Dam", "J.")),
    editor=(Name(literal="国务院 and Sons, Inc."), Name("Sample", "Carl", suffix="Jr.")),
    publisher="Übung & Söhne",
    issued="2001-02-03",
    url="https://example.org/a_b?c=%20&d=~e#f",
)
"""A work with everything that a format could stumble over."""
KEPT = Work(
    key="kept",
    type=WorkType.BOOK,
    title=Title("The TIP of China", (Span(4, 7), Span(11, 16))),
    author=(Name("王", "晓武", family_first=True),),
    publisher="P",
    issued="2010-01/2010-06",
)


@cache
def every_work() -> tuple[Work, ...]:
    makes = SourceWorks(REGISTERS, SETTINGS)
    sources = (makes.with_page_address(one) for one in (cable(), article(), newsletter()))
    return (*works().works.values(), *sources, HARD, KEPT)


def comparable(work: Work, *lost: str) -> dict[str, Any]:
    """The fields of a work, without those that a format has no place for (`lost`)."""
    names = [name for name in work.__slots__ if name not in {"recipient", "accessed", *lost}]
    record = {name: getattr(work, name) for name in names}
    for name in ("author", "editor", "translator"):
        people = getattr(work, name)
        record[name] = [(*(p.family, p.given, p.particle, p.suffix), p.literal) for p in people]
    return record


def read_again(text: str) -> Bibliography:
    found, wrong = bibliography.parse(text, "x.bib")
    assert [problem for problem in wrong if problem.code != "incomplete-work"] == []
    return found


LAWS = {WorkType.LEGISLATION}
PRINTED = {"container_title", "volume", "page", "genre"}
"""Where a treaty is printed: `howpublished` has this in words."""


def place(work: Work) -> str:
    return ", ".join(filter(None, (work.volume, work.page)))


def site(work: Work) -> str:
    """The publisher, or else the site, unless the site is itself the author."""
    own = [name.literal for name in work.author] == [work.container_title]
    return work.publisher or ("" if own else work.container_title)


@pytest.mark.parametrize("work", every_work(), ids=lambda work: work.key)
def test_bibtex_can_be_read_back_field_by_field(work: Work) -> None:
    again = read_again(bibtex.dumps([work])).works[work.key]
    lost = {"archive", "archive_location"}
    if work.type in {WorkType.PERSONAL_COMMUNICATION, WorkType.SPEECH}:
        lost |= {"number"}  # is in `howpublished`, with genre and addressee
    if work.type is WorkType.REPORT:
        lost |= {"collection_title", "genre"}  # are both in `type`
        lost |= set() if work.publisher else {"publisher"}  # its author stands in for it
    if work.type is WorkType.ARTICLE_NEWSPAPER:
        lost |= {"publisher_place"}
    if work.type is WorkType.WEBPAGE:
        lost |= {"container_title", "publisher"}
        assert again.publisher == site(work)
    if work.type is WorkType.TREATY:
        lost |= PRINTED
        assert again.genre == " ".join(filter(None, (work.container_title, place(work))))
    if work.type in LAWS and work.container_title:
        lost |= {"container_title", "volume", "page", "number"}
        assert again.number == f"{work.number}, {work.volume} {work.container_title} {work.page}"
    assert comparable(again, *lost) == comparable(work, *lost)


@pytest.mark.parametrize("work", every_work(), ids=lambda work: work.key)
def test_biblatex_can_be_read_back_field_by_field(work: Work) -> None:
    again = read_again(biblatex.dumps([work])).works[work.key]
    lost = {"archive", "archive_location", "number", "language"}
    if work.type is WorkType.REPORT:
        lost |= {"collection_title", "genre"} | (set() if work.publisher else {"publisher"})
    if work.type is WorkType.ARTICLE_NEWSPAPER:
        lost |= {"publisher_place"}
    if work.type is WorkType.WEBPAGE:
        lost |= {"container_title", "publisher"}
        assert again.publisher == site(work)
    if work.type is WorkType.TREATY:
        lost |= PRINTED
    if work.type in LAWS and work.container_title:
        lost |= {"container_title", "volume", "page", "number"}
        assert again.number == f"{work.number}, {work.volume} {work.container_title} {work.page}"
    assert comparable(again, *lost) == comparable(work, *lost)


def test_pybtex_reads_every_entry() -> None:
    for text in (bibtex.dumps(every_work()), biblatex.dumps(every_work())):
        data = parse_string(text, "bibtex")
        assert list(data.entries) == [work.key for work in every_work()]
        for work in every_work():
            entry = data.entries[work.key]
            assert len(entry.persons.get("author", [])) == len(work.author)
            assert len(entry.persons.get("editor", [])) == len(work.editor)


def test_bibtexparser_reads_every_entry() -> None:
    for text in (bibtex.dumps(every_work()), biblatex.dumps(every_work())):
        library = bibtexparser.entrypoint.parse_string(text)
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [work.key for work in every_work()]
        for entry, work in zip(library.entries, every_work(), strict=True):
            fields = {field.key: field.value for field in entry.fields}
            assert latex.decode(str(fields["title"])).text == work.title.text
            assert fields.get("url", "") == work.url


BIBER = shutil.which("biber")


@pytest.mark.skipif(not BIBER, reason="biber is not installed (apt: biber)")
def test_biber_reports_no_unexpected_warning(tmp_path: Path) -> None:
    for name, module in (("bibtex", bibtex), ("biblatex", biblatex)):
        path = tmp_path / f"{name}.bib"
        path.write_text(module.dumps(every_work()), encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # the program that was found, our own file
            [str(BIBER), "--tool", "--validate-datamodel", "--nolog", path.name],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        said = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
        assert [line for line in said if not known_to_biber(line)] == []


def known_to_biber(line: str) -> bool:
    """Whether a warning of biber is no fault of the file: its data model or an unknown value."""
    if "'letter'" in line:
        return True  # its data model has this type, but without any field, even a title
    if "'date, year' must be defined" in line:
        return any(not work.issued and f"'{work.key}'" in line for work in every_work())
    if "Missing mandatory field 'author'" in line:
        return any(not work.author and f"'{work.key}'" in line for work in every_work())
    return False


def test_rispy_reads_every_record() -> None:
    records = rispy.loads(ris.dumps(every_work()))
    assert len(records) == len(every_work())
    for record, work in zip(records, every_work(), strict=True):
        assert record["id"] == work.key
        assert record["type_of_reference"] == ris.TYPES.get(work.type, ris.OTHER_TYPE)
        translated = f" [{work.title_translated}]" if work.title_translated else ""
        assert record["title"] == f"{' '.join(work.title.text.split())}{translated}"
        assert record.get("authors", []) == [ris.name(name) for name in work.author]
        assert record.get("urls", []) == ([work.url] if work.url else [])
        assert record.get("doi", "") == work.doi
        assert record.get("publisher", "") == work.publisher
        assert record.get("keywords", []) == list(work.keyword)
        year = str(csl.date(work.issued)["date-parts"][0][0]) if work.issued else ""
        assert record.get("year", "") == year


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2009", "2009///"),
        ("2009-03", "2009/03//"),
        ("2009-03-21", "2009/03/21/"),
        ("2010-01/2010-06", "2010///"),
        ("2009-12/2010-01", "2009///"),
        ("2009-03-02/2009-03-05", "2009/03//"),
        ("2009-03-03/2009-04-03", "2009///"),
        ("2009-33", "2009///"),
        ("0987-02", "0987/02//"),
    ],
)
def test_a_ris_date_is_no_more_precise_than_what_is_known(edtf: str, expected: str) -> None:
    work = Work(key="a", type=WorkType.BOOK, title=Title("T"), issued=edtf)
    assert f"DA  - {expected}\r\n" in ris.dumps([work])


@pytest.mark.parametrize(
    "edtf", ["2009-21", "2009-33", "2007-XX-15", "15XX-12-XX", "{1667,1668}", "[1667,1668]"]
)
def test_dates_that_bibtex_cannot_express_can_be_read_back(edtf: str) -> None:
    work = Work(key="a", type=WorkType.BOOK, title=Title("T"), issued=edtf, accessed="2020-01-02")
    assert read_again(biblatex.dumps([work])).works["a"].issued == edtf
    again = read_again(bibtex.dumps([work])).works["a"].issued
    assert again in {edtf, edtf.partition("-")[0]}


def test_a_year_before_christ_is_in_words_for_bibtex_and_in_digits_for_biblatex() -> None:
    work = Work(key="a", type=WorkType.BOOK, title=Title("T"), issued="-0043-03")
    made = bibtex.dumps([work])
    assert "year  = {44 BC}" in made
    assert "date  = {-0043-03}" in made
    assert read_again(made).works["a"].issued == "-0043-03"
    assert "month" not in made


def test_a_letter_without_a_genre_is_called_one() -> None:
    to = (Name("Smith", "Ann"),)
    work = Work(
        key="a", type=WorkType.PERSONAL_COMMUNICATION, title=Title("Dover, 3 May"), recipient=to
    )
    assert "howpublished = {Letter to Ann Smith}" in bibtex.dumps([work])


def test_a_telegram_has_the_fields_of_a_letter() -> None:
    work = SourceWorks(REGISTERS, SETTINGS).with_page_address(
        cable(original={"archive": "Archive", "archive_location": "Box 7"})
    )
    lines = ris.dumps([work]).splitlines()
    for line in (
        "TY  - PCOMM",
        "AU  - US Consulate General Guangzhou",
        "A2  - US Secretary of State",
        "DA  - 2009/03/21/",
        "M3  - Diplomatic cable",
        "M2  - Number: 09GUANGZHOU999",
        "DB  - Archive",
        "AN  - Box 7",
        "KW  - CVIS",
        "UR  - https://example.org/papers/sources/09guangzhou999/",
    ):
        assert line in lines
    assert "@letter{09guangzhou999" in biblatex.dumps([work])
    (item,) = json.loads(csl_json.dumps([work]))
    assert (item["type"], item["genre"]) == ("personal_communication", "Diplomatic cable")
    assert item["recipient"] == [{"literal": "US Secretary of State"}]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("signed-article-of-a-news-agency", "organization = {China News Service}"),
        ("article-of-a-news-agency", "author = {{Xinhua}}"),
    ],
)
def test_biblatex_names_an_agency_once_and_not_as_a_title(key: str, said: str) -> None:
    made = biblatex.dumps([works().works[key]])
    assert made.startswith("@online{")
    assert said in " ".join(made.split())
    assert made.count(said.partition("{")[2].strip("{}")) == 1


def test_the_name_of_a_body_is_not_split_at_a_comma() -> None:
    work = Work(
        key="a", type=WorkType.BOOK, title=Title("T"), author=(Name(literal="State, Office"),)
    )
    assert "AU  - State. Office\r\n" in ris.dumps([work])
    assert "author = {{State, Office}}" in bibtex.dumps([work])


def test_a_name_is_not_split_at_what_divides_names() -> None:
    names = (Name("Office of War", "Navy, and Trade"), Name("Smith, Inc.", "And", "von", "Jr."))
    made = bibtex.dumps([Work(key="a", type=WorkType.BOOK, title=Title("T"), author=names)])
    found, _ = bibliography.parse(made)
    assert found.works["a"].author == names


@pytest.mark.parametrize("kind", list(WorkType))
def test_no_entry_has_a_field_twice(kind: WorkType) -> None:
    given = ("genre", "publisher", "number", "container_title", "event_title", "archive")
    work = Work(key="a", type=kind, title=Title("T"), **dict.fromkeys(given, "X"))  # type: ignore[arg-type]  # all are strings
    for form in (bibtex, biblatex):
        (fields,) = (
            one.fields for one in parse_string(form.dumps([work]), "bibtex").entries.values()
        )
        assert fields["title"] == "T"


def test_csl_json_is_valid_and_can_be_read_back() -> None:
    schema = SHARED / "clients-data" / "csl-data.json"
    items = json.loads(csl_json.dumps(every_work()))
    for item, work in zip(items, every_work(), strict=True):
        record = csl.record(work)
        for role in csl.NAMES:
            for name in record.get(role, ()):
                if particle := name.pop("non-dropping-particle", ""):
                    name["family"] = f"{particle} {name['family']}"
        assert {**item, "note": record.get("note")} == {**record, "note": record.get("note")}
    if not schema.is_file():
        pytest.skip("the schema of CSL-JSON (../shared/clients-data) is not on this machine")
    jsonschema.validate(items, json.loads(schema.read_text("utf-8")))


def test_each_source_and_work_has_files_and_the_bibliography_has_all_of_them() -> None:
    found = publication(cable(), article(), bibliography=Bibliography({"hard": HARD}))
    files = {asset.uri: asset.data.decode() for asset in make_all(units(found))}
    endings = ("bib", "biblatex.bib", "ris", "csl.json")
    assert set(files) == {
        f"{folder}.{ending}"
        for folder in (
            "sources/09guangzhou999/cite",
            "sources/post-2015-12-05/cite",
            "works/hard/cite",
            "bibliography/references",
        )
        for ending in endings
    }
    for ending in endings:
        whole = files[f"bibliography/references.{ending}"]
        assert all(key in whole for key in ("hard", "09guangzhou999", "post-2015-12-05"))
