"""`muniment check`: each check finds what it is for, and none finds anything in the edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.cli.terminal import report
from builders.lint import broken_links
from builders.model.page import Asset
from builders.problems import Problem, Severity
from tests.conftest import PROJECT
from tests.publication import new_publication


def check(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--project", str(root), *arguments])
    return result.exit_code, result.output


def test_the_edition_has_no_error_and_no_warning() -> None:
    code, output = check(PROJECT, "--strict")
    assert (code, output) == (0, "0 errors, 0 warnings\n")


def test_a_site_url_that_is_still_an_example_is_found(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    mkdocs = root / "mkdocs.yml"
    text = re.sub("site_url: .*\n", "", mkdocs.read_text())
    mkdocs.write_text(f"{text}site_url: https://your-name.github.io/letters/\n")
    told = "`site_url` is still an example: https://your-name.github.io/letters/ [example-address]"
    assert told in check(root)[1]
    example = root / "site_src/sources/text/example-1871.txt"
    example.write_text("A letter\n")
    assert "[example-address]" not in check(root)[1]
    example.unlink()
    mkdocs.write_text(f"{text}site_url: https://ann.github.io/letters/\n")
    assert "example" not in check(root)[1]


@pytest.mark.parametrize(
    ("author", "said"),
    [
        (
            "[Morel, Louise]",
            "the authors `Morel` and `Louise` are taken for two organizations [person-as-body].",
        ),
        (
            "[Louise Morel]",
            "is a person in the register, but an organization here [person-as-body].",
        ),
        ("[Mme Morel]", "write `Morel, Louise`."),
        ("[Lin Wenbin]", "Write `Lin, Wenbin`."),
        ("[林文彬]", "Write `林, 文彬`."),
        ("[陳淑貞]", "Write `陳, 淑貞`."),
        ('["林, 文彬"]', ""),
        ('["Morel, Louise"]', ""),
        ('["Wilde, Oscar"]', ""),
        ("[Trinity House, Lloyd's]", ""),
        ("[Reuters, Xinhua]", ""),
    ],
)
def test_a_person_who_is_named_like_an_organization_is_found(
    author: str, said: str, tmp_path: Path
) -> None:
    root = new_publication(tmp_path / "publication")
    folder = root / "site_src/registers"
    folder.mkdir(exist_ok=True)
    (folder / "people.yml").write_text(
        "morel: {label: Louise Morel, names: [Mme Morel]}\n"
        "lin: {label: Lin Wenbin, names: [林文彬]}\n"
        "chen: {label: Chen Shuzhen, label_zh: 陳淑貞}\n"
        'wilde: {label: "Wilde, Oscar"}\n',
        encoding="utf-8",
    )
    (folder / "organizations.yml").write_text("xinhua: {label: Xinhua}\n")
    (root / "site_src/sources/text/first.yml").write_text(
        f"original: {{author: {author}}}\n", encoding="utf-8"
    )
    told = check(root)[1]
    assert said in told
    assert bool(said) == ("[person-as-body]" in told)


def test_a_source_without_a_date_is_found(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    code, output = check(root)
    assert code == 0
    assert "text/first.txt: warning: no date was found in it" in output
    assert "[undated]. Give it in its sidecar: `date: 1911-05-02`" in output
    assert "or write `date: XXXX` if it cannot be dated." in output
    (root / "site_src/sources/text/first.yml").write_text("date: 191X\n")
    assert check(root) == (0, "0 errors, 0 warnings\n")


@pytest.mark.parametrize("date", ["XXXX", "XXXX-XX-XX"])
def test_a_source_that_nobody_can_date_is_no_longer_reported(date: str, tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text(f"date: {date}\n")
    assert check(root) == (0, "0 errors, 0 warnings\n")


def test_an_entry_that_nothing_names_is_found_with_its_line(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text("date: 1911\n")
    register = root / "site_src/registers/places.yml"
    register.parent.mkdir()
    register.write_text("zanzibar:\n  label: Zanzibar\n  type: island\n")
    code, output = check(root)
    assert code == 0
    assert "places.yml:1: warning: `zanzibar` is named in no source [unused-entry]" in output
    assert output.endswith("0 errors, 1 warning\n")
    assert check(root, "--strict")[0] == 1


def test_names_in_no_register_are_shown_on_demand(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    source = root / "site_src/sources/text/first.txt"
    source.write_text("A letter\n\nHe met Captain Nemo of the Nautilus Company twice.\n")
    assert "Nemo" not in check(root)[1]
    output = check(root, "--all")[1]
    assert "first.txt:3: notice: 'Captain Nemo of the Nautilus Company' is in no register" in output
    register = root / "site_src/registers/people.yml"
    register.parent.mkdir()
    register.write_text("nemo:\n  label: Captain Nemo\n")
    assert "Nemo" not in check(root, "--all")[1]


def test_an_ambiguous_name_is_reported_once_for_each_source(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    register = root / "site_src/registers/terms.yml"
    register.parent.mkdir()
    register.write_text(
        "one:\n  label: One\n  names: [{text: paragraph, when: mentioned}]\n"
        "two:\n  label: Two\n  names: [{text: paragraph, when: mentioned}]\n"
    )
    source = root / "site_src/sources/text/first.txt"
    source.write_text("One, Two: a paragraph of a letter.\n")
    output = check(root)[1]
    assert "warning: 'paragraph' in p1 can be one, two [ambiguous-mention]" in output
    source.write_text("One, Two: a paragraph of a letter, a paragraph.\n\nAnd a paragraph.\n")
    output = check(root)[1]
    assert output.count("[ambiguous-mention]") == 1
    assert "warning: 'paragraph' in p1 and 2 more places can be one, two" in output


def test_errors_are_reported_after_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    doubt = Problem("b.yml", 1, "unused-entry", "a doubt", "", Severity.WARNING)
    report([Problem("a.yml", 2, "yaml", "a mistake"), doubt])
    assert [line.split(": ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "a doubt [unused-entry].",
        "a mistake [yaml].",
    ]


def test_a_name_of_two_entries_is_reported_once(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    register = root / "site_src/registers/terms.yml"
    register.parent.mkdir()
    register.write_text(
        "one:\n  label: One\n  names: [{text: paragraph, in: [first]}]\n"
        "two:\n  label: Two\n  names: [{text: paragraph, in: [first]}]\n"
    )
    output = check(root)[1]
    assert "terms.yml:6: error: `paragraph` is a name of `two` and of `one`" in output
    assert "[ambiguous-mention]" not in output


def test_a_reference_to_nothing_in_the_document_is_found(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    cable = root / "site_src/sources/cable/09ATLANTIS12.txt"
    cable.parent.mkdir(parents=True)
    cable.write_text(
        "R 210816Z MAR 09\nFM AMEMBASSY ATLANTIS\nTO SECSTATE WASHDC\nUNCLAS ATLANTIS 000012\n\n"
        "E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: Tides\n\nREF: A. 08 ATLANTIS 7\n\n"
        "1. (U) As reported in Ref A, and in Ref C. See para 9.\n\n2. (U) The end.\n\nNEMO\n"
    )
    output = check(root)[1]
    assert "'Ref C' refers to nothing in this document [dangling-reference]" in output
    assert "'para 9' refers to nothing in this document" in output
    assert "'Ref A'" not in output


def test_links_are_followed_to_pages_files_and_anchors() -> None:
    page = b'<div class="mu"><p id="p1"><a href="%s">x</a></p></div>'
    there = Asset("b/index.md", b'<div class="mu"><p id="p2"></p></div>')
    file = Asset("b/x.txt", b"")

    def broken(href: bytes) -> list[str]:
        files = (Asset("a/index.md", page % href), there, file)
        return [problem.message for problem in broken_links(files)]

    for good in (
        b"../b/",
        b"../b/#p2",
        b"../b/x.txt",
        b"#p1",
        b"https://example.org/x",
        b"../b/?q=1",
    ):
        assert broken(good) == []
    assert broken(b"../c/") == ["a link leads to 'c/', which does not exist"]
    assert broken(b"../b/#p3") == ["a link leads to 'b/#p3', which does not exist"]
    assert broken(b"y.txt") == ["a link leads to 'a/y.txt', which does not exist"]
    assert broken(b"http://[2001:db8::1/") == [
        "a link leads to 'http://[2001:db8::1/', which does not exist"
    ]


def test_a_link_may_lead_to_a_heading_of_a_page_with_an_insertion(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    page = root / "site_src/pages/about.md"
    page.write_text("# About\n\n## The method\n\n<!-- muniment: sources -->\n")
    sidecar = root / "site_src/sources/text/first.yml"
    sidecar.write_text("headnote: See [the method](about.md#the-method).\n")
    code, output = check(root)
    assert "broken-link" not in output
    assert code == 0
    sidecar.write_text("headnote: See [the method](about.md#the-methods).\n")
    code, output = check(root)
    assert "a link leads to 'about/#the-methods', which does not exist [broken-link]" in output
    assert code == 1


def test_problems_are_reported_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    sidecar = root / "site_src/sources/text/first.yml"
    sidecar.write_text(
        "date: [a]\nnotes:\n  - {kind: explains, quote: letter, note: A note.}\ntitel: B\n"
    )
    lines = [line.partition(": ")[0] for line in check(root)[1].splitlines()[:-1]]
    assert lines == [f"site_src/sources/text/first.yml:{line}" for line in (1, 3, 4)]


def test_show_abridges_the_markup_around_the_text_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "09ATLANTIS12.html"
    page.write_text(
        "<html>\n<head>\n<title>Viewer</title>\n</head>\n<body>\n<pre>\nR 210816Z MAR 09\nFM AMEMBASSY ATLANTIS\n"
        "TO SECSTATE WASHDC\nUNCLAS ATLANTIS 000012\n\nSUBJECT: A SHIP\n\n1. She came.\n</pre>\n</body>\n</html>\n"
    )
    told = CliRunner().invoke(main, ["show", str(page)]).output
    assert "<html> … (" in told
    assert "<body>" not in told
    assert "She came." in told
