"""`references.bib` read as works, and its mistakes reported by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.bibliography import parse, read_bibliography
from builders.citations.in_text.checks import Citable, check
from builders.inputs.registers import read_registers
from builders.model.work import Name, WorkType
from builders.problems import Problem, Severity
from tests.conftest import PROJECT

FULL = r"""
% A comment
@string{mup = "Model University Press"}

@book{example-2011,
  author    = {Example, Ada B. and den Boer, Andrea and {People's Republic of China} and {国务院}},
  editor    = {Sample, Jr, Carl},
  title     = {Borders of the {Mekong} \& Beyond},
  subtitle  = {A {TIP} Reader},
  publisher = mup # ", Inc.",
  address   = "Hong Kong",
  series    = {Model Series}, number = 7,
  year      = 2011, month = feb, day = {3},
  isbn      = {978-0-8047-5741-6},
  url       = {https://example.org/a\_b},
  keywords  = {one, two},
  langid    = {english},
}
"""


def problems_in(text: str) -> tuple[Problem, ...]:
    return tuple(parse(text, "x.bib")[1])


def test_a_wrong_year_is_reported_once() -> None:
    text = "@book{a, author={A, B}, title={T}, year={1990--1992}}"
    (problem,) = problems_in(text)
    assert problem.hint == "Write `1990/1992`."


def test_a_year_before_1000_needs_no_zero() -> None:
    found, wrong = parse("@book{a, author={A, B}, title={T}, year={987}, month=may}", "x.bib")
    assert wrong == []
    assert found.works["a"].issued == "0987-05"


def test_all_fields_of_an_entry_are_read() -> None:
    found, wrong = parse(FULL, "x.bib")
    assert wrong == []
    work = found.works["example-2011"]
    assert work.type is WorkType.BOOK
    assert work.author == (
        Name("Example", "Ada B."),
        Name("Boer", "Andrea", particle="den"),
        Name(literal="People's Republic of China"),
        Name(literal="国务院"),
    )
    assert work.editor == (Name("Sample", "Carl", suffix="Jr"),)
    assert work.title.text == "Borders of the Mekong & Beyond: A TIP Reader"
    assert [work.title.text[slice(*span)] for span in work.title.kept] == ["Mekong", "TIP"]
    assert (work.publisher, work.publisher_place) == ("Model University Press, Inc.", "Hong Kong")
    assert (work.collection_title, work.collection_number) == ("Model Series", "7")
    assert work.issued == "2011-02-03"
    assert work.url == "https://example.org/a_b"
    assert work.keyword == ("one", "two")
    assert work.language == "en"
    assert found.lines == {"example-2011": 5}


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("title = {Tarih}, langid = {turkish}", "tr"),
        ("title = {Wien}, langid = {naustrian}", "de-AT"),
        ("title = {Wien}, language = {de-AT}", "de-AT"),
        ("title = {Wien}, language = {Deutsch}", "de"),
        ("title = {Wien}, language = {German and English}", ""),
        ("title = {תולדות}", "he"),
        ("title = {تاريخ مصر الحديث}", "ar"),
        ("title = {移民の歴史}", "ja"),
        ("title = {移民史}", "zh"),
        ("title = {Die Straße}", ""),
    ],
)
def test_the_language_is_that_of_its_field_or_of_the_script_of_the_title(
    fields: str, language: str
) -> None:
    (work,) = parse(f"@book{{a, {fields}, year = 2001}}", "x.bib")[0].works.values()
    assert work.language == language


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = {2009}", "2009"),
        ("year = 2009, month = mar", "2009-03"),
        ("year = 2009, month = {March}, day = 1", "2009-03-01"),
        ("year = 2009, month = 3", "2009-03"),
        ("date = {2010-01/2010-06}", "2010-01/2010-06"),
        ("date = {2007~}", "2007~"),
        ("year = {2007?}", "2007?"),
        ("date = {2009-21}", "2009-21"),
        ("year = 2009, month = mar, day = {²}", "2009-03"),
        ("note = {undated}", ""),
    ],
)
def test_dates_become_edtf(fields: str, expected: str) -> None:
    found, wrong = parse(f"@misc{{a, title = {{X}}, {fields}}}", "x.bib")
    assert wrong == []
    assert found.works["a"].issued == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@article{a, author={X, Y}, title={T}, journal={J}, year=2001}", WorkType.ARTICLE_JOURNAL),
        (
            "@article{a, title={T}, journal={J}, year=2001, month=may, day=2}",
            WorkType.ARTICLE_NEWSPAPER,
        ),
        (
            "@article{a, author={X, Y}, title={T}, journal={J}, volume=2, date={2001-05-02}}",
            WorkType.ARTICLE_JOURNAL,
        ),
        (
            "@article{a, title={T}, journal={J}, year=2001, entrysubtype={magazine}}",
            WorkType.ARTICLE_MAGAZINE,
        ),
        ("@misc{a, title={T}, date={2001}, entrysubtype={treaty}}", WorkType.TREATY),
        ("@misc{a, title={T}, entrysubtype={speech}}", WorkType.SPEECH),
        ("@letter{a, author={{B}}, title={T}, date={2001}}", WorkType.PERSONAL_COMMUNICATION),
        ("@legislation{a, author={{B}}, title={T}, date={2001}}", WorkType.LEGISLATION),
        ("@online{a, title={T}, url={https://example.org/}}", WorkType.WEBPAGE),
        ("@MISC{a, title={T}}", WorkType.DOCUMENT),
    ],
)
def test_entry_types_become_csl_types(entry: str, expected: WorkType) -> None:
    found, wrong = parse(entry, "x.bib")
    assert wrong == []
    assert found.works["a"].type is expected


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("\n\n@boook{a, title={T}}", "unknown-entry-type", 3, "@book"),
        ("@misc{a, title={T}}\n\n@misc{A, title={U}}", "duplicate-key", 3, "line 1"),
        ("@misc{a, title={T}, title={U}}", "duplicate-key", 1, "`title`"),
        ("@misc{Bad_Key, title={T}}", "bad-key", 1, "lower-case ASCII letters"),
        ("@book{a, title={T}, year=2001}", "incomplete-work", 1, "`author` or `editor`"),
        (
            "@article{a, author={X, Y}, title={T}, year=2001}",
            "incomplete-work",
            1,
            "a journal article needs `journal`",
        ),
        ("@legislation{a, title={T}, year=2001}", "incomplete-work", 1, "a law needs `author`"),
        ("@misc{a, author={X, Y}}", "incomplete-work", 1, "`title`"),
        ("@online{a, title={T}}", "incomplete-work", 1, "`url`"),
        ("@misc{a, title={T}, year={soon}}", "wrong-value", 1, "`year`"),
        ("@misc{a, title={T}, date={2009-13}}", "wrong-value", 1, "`date`"),
        ("@misc{a, title={T}, year=2001, month={May Day}}", "wrong-value", 1, "`month`"),
        ("@misc{a, title={T}, year=2001, month={²}}", "wrong-value", 1, "`month`"),
        ("@misc{a, title={T}} @misc{a, title={U}}", "duplicate-key", 1, "line 1"),
        ("@misc{a, subtitle={T}}", "incomplete-work", 1, "`title`"),
        ("@misc{a, title={T}, subtitle={\\mystery}}", "unknown-latex", 1, "`subtitle`"),
        ("@misc{a, title={T}, author={\\mystery{x}, Y}}", "unknown-latex", 1, "`author`"),
        ("@misc{a, title={T}, isbn={9780804757417}}", "wrong-value", 1, "`isbn`"),
        ("@misc{a, title={T}, doi={https://doi.org/10.1/x}}", "wrong-value", 1, "`doi`"),
        ("@misc{a, title={T}, url={example.org}}", "wrong-value", 1, "`url`"),
        ("@misc{a, title={T \\mystery{x}}}", "unknown-latex", 1, "\\mystery"),
        ("@misc{a, title={T}, entrysubtype={treatie}}", "wrong-value", 1, "`treaty`"),
        (
            "@misc{a, title={T}, author={Li, Yi}, author+an={2=family-first}}",
            "wrong-value",
            1,
            "`2=family-first`",
        ),
        (
            "@misc{a, title={T}, author={Li, Yi}, author+an={1=last}}",
            "wrong-value",
            1,
            "`1=last`",
        ),
        ("@misc{a, title={T}, jornal={J}}", "unknown-field", 1, "`journal`"),
        ("@misc{a, author={A, B, C, D, E}, title={T}}", "wrong-value", 1, "`author`"),
        ("@misc{a,\n title={T},\n year={2001\n}\n", "bibtex", 5, ""),
        ("@misc{a, title={T}, month=maz}", "bibtex", 1, "maz"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, code: str, line: int, words: str) -> None:
    (problem, *_) = problems_in(text)
    assert (problem.code, problem.line, problem.file) == (code, line, "x.bib")
    assert words in f"{problem.message} {problem.hint}"
    assert problem.severity is (Severity.WARNING if code == "unknown-field" else Severity.ERROR)


def test_a_language_that_is_none_is_reported() -> None:
    (problem,) = problems_in("@misc{a, title={T}, langid={old high german}}")
    assert (problem.code, problem.severity) == ("wrong-value", Severity.WARNING)
    assert problem.message.startswith("`a`: `langid`: `old high german` is not a language tag")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("{{de la Cruz}, {Ana}}", Name("de la Cruz", "Ana")),
        (r"{{\'A}lvarez, Jos{\'e}}", Name("Álvarez", "José")),
        (r"{{\"O}mer {\c C}elik}", Name("Çelik", "Ömer")),
        ("{{{Smith} and {Sons}}}", Name(literal="Smith and Sons")),
    ],
)
def test_only_a_name_in_one_pair_of_braces_is_a_bodys(author: str, expected: Name) -> None:
    found, wrong = parse(f"@misc{{a, title = {{X}}, author = {author}}}", "x.bib")
    assert wrong == []
    assert found.works["a"].author == (expected,)


def test_escaped_characters_of_a_doi_are_read_as_themselves() -> None:
    found, wrong = parse(r"@misc{a, title = {X}, doi = {10.1007/978-3\_5}}", "x.bib")
    assert wrong == []
    assert found.works["a"].doi == "10.1007/978-3_5"


def test_an_article_dated_to_months_is_not_in_a_newspaper() -> None:
    entry = "@article{a, author={X, Y}, title={T}, journal={J}, date={2010-01/2010-06}}"
    assert parse(entry, "x.bib")[0].works["a"].type is WorkType.ARTICLE_JOURNAL


def test_a_file_with_words_and_no_entry_is_reported() -> None:
    (problem,) = problems_in("% Works.\n\nDoe, Jane: The Coolie Trade. London 2001.\n")
    assert (problem.line, problem.code) == (3, "bibtex")
    assert problem.message == "no entry of BibTeX was found in it"
    for text in ("", "% None yet.\n", "@comment{None yet.}\n", '@string{oup = "Oxford"}\n'):
        assert problems_in(text) == ()


def test_lines_are_those_of_the_entries_between_others() -> None:
    text = "@string{a = {b\n}}\n@misc{one, title={T}}\n@comment{x\n}\n\n@misc{two, title={U}}"
    assert parse(text, "x.bib")[0].lines == {"one": 3, "two": 7}


def test_without_a_file_there_are_no_works_and_a_bad_encoding_is_reported(tmp_path: Path) -> None:
    assert read_bibliography(tmp_path)[0].works == {}
    (tmp_path / "references.bib").write_bytes(b"@misc{a, title={\xff}}")
    assert [problem.code for problem in read_bibliography(tmp_path)[1]] == ["encoding"]


def test_the_editions_works_have_no_problems() -> None:
    found, wrong = read_bibliography(PROJECT)
    assert wrong == []
    assert len(found.works) == len(found.lines) > 100


def test_the_editions_registers_cite_only_known_works() -> None:
    found, _ = read_bibliography(PROJECT)
    registers, _ = read_registers(PROJECT)
    sources = {path.stem: () for path in (PROJECT / "site_src/sources").rglob("*.txt")}
    for _, entity in registers.entities():
        problems = check(entity.description or "", "", 1, Citable(found.works, sources))
        assert [problem for problem in problems if problem.code == "unknown-citation"] == []
