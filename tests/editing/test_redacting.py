"""`muniment redact`: a name is redacted in all sources that have it, however they write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.editing.redaction_plan import FoldedText
from builders.editing.yaml_edits import with_item
from builders.inputs.records import read_record
from builders.inputs.sources import read_sources
from builders.model.sidecar import Sidecar
from tests.publication import digests, new_publication

NAME = "José Doe"
SOURCES = {
    "plain": "A letter\n\nI met José Doe at the quay. José Doe said nothing.\n",
    "other": "A list\n\nDOE, JOSE DOE and Jos\u00e9\nDoe; Jose\u0301 Doe; Mr José Do\u00ebs.\n",
    "within": "A note\n\nJosé Doering was there.\n",
    "without": "A letter\n\nNobody was there.\n",
}
SIDECARS = {
    "plain": "title: A letter  # ours\nnotes:\n  - {id: n, quote: at the quay, kind: explains, note: Well.}\n",
    "other": '{title: "A list"}\n',
}
OPTIONS = ("--reason", "He asked.", "--date", "2026-11-22", "--what", "name of a witness")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = new_publication(tmp_path / "publication") / "site_src/sources/text"
    for name, text in SOURCES.items():
        (folder / f"{name}.txt").write_text(text)
    for name, text in SIDECARS.items():
        (folder / f"{name}.yml").write_text(text)
    return tmp_path / "publication"


def run(root: Path, *arguments: str, status: int = 0, given: str = "") -> str:
    result = CliRunner().invoke(main, ["redact", "--project", str(root), *arguments], input=given)
    assert result.exit_code == status, result.output
    return result.output


def sidecar(root: Path, name: str) -> str:
    path = root / f"site_src/sources/text/{name}.yml"
    return path.read_text() if path.exists() else ""


def published(root: Path) -> dict[str, str]:
    found, problems = read_sources(root)
    assert problems == []
    return {item.source.id: item.source.text for item in found}


def test_words_in_another_encoding_are_refused_and_not_repeated(root: Path) -> None:
    given = "Zoë".encode("latin-1")
    arguments = ("redact", "--project", str(root), "--quote", "-", "--yes")
    result = CliRunner().invoke(main, [*arguments, *OPTIONS], input=given)
    assert result.exit_code == 2
    assert "from standard input are not in utf-8" in result.output
    assert "Zo" not in result.output


def test_a_name_is_redacted_everywhere_and_all_else_stays(root: Path) -> None:
    told = run(root, "--quote", NAME, *OPTIONS, given="y\n")
    assert "plain.txt:3: I met ████████████ at the quay." in told
    assert "Write this into 2 sidecars?" in told
    assert "within.txt:3: left as it is, within a longer word: ████████████ring was" in told
    texts = published(root)
    assert texts["plain"].count("████████████") == 2
    assert texts["other"].count("████████████") == 3
    assert "José Doe" not in texts["plain"]
    assert texts["within"] == SOURCES["within"]
    assert texts["without"] == SOURCES["without"]
    assert sidecar(root, "plain").startswith(SIDECARS["plain"])
    assert sidecar(root, "within") == sidecar(root, "without") == ""


def test_a_redaction_within_a_longer_word_is_reported(root: Path) -> None:
    text = root / "site_src/sources/text/within.txt"
    text.write_text("A note\n\nJosé Doe has left.\n\nJosé Doering stays.\n")
    told = run(root, "--quote", NAME, *OPTIONS, "--dry-run")
    assert "within.txt:3: ████████████ has left." in told
    assert "within.txt:5: hidden, too, within a longer word: ████████████ring stays." in told


def test_the_output_does_not_contain_the_words(root: Path) -> None:
    told = run(root, "--quote", NAME, *OPTIONS, "--dry-run")
    assert "doe" not in told.replace("Doering", "").replace("DOE,", "").lower()
    assert "2 sidecars to be written" in told


@pytest.mark.parametrize("more", [("--dry-run",), ()])
def test_nothing_is_written_without_consent_or_in_a_dry_run(
    root: Path, more: tuple[str, ...]
) -> None:
    before = digests(root)
    run(root, "--quote", NAME, *OPTIONS, *more, given="n\n", status=0 if more else 1)
    assert digests(root) == before


def test_a_second_run_has_nothing_to_redact(root: Path) -> None:
    run(root, "--quote", NAME, *OPTIONS, "--yes")
    before = digests(root)
    assert "nothing to redact" in run(root, "--quote", NAME, *OPTIONS, "--yes", status=1)
    assert digests(root) == before


def test_words_can_be_read_from_the_standard_input(root: Path) -> None:
    assert "add --yes" in run(root, "--quote", "-", *OPTIONS, given=NAME, status=2)
    run(root, "--quote", "-", "--yes", *OPTIONS, given=f"{NAME}\nNobody\n")
    assert published(root)["without"] == "A letter\n\n████████████ was there.\n"


def test_other_sources_with_the_words_are_named_and_left(root: Path) -> None:
    told = run(root, "plain", "--quote", NAME, *OPTIONS, "--yes")
    assert "Not asked for, but these also contain the words: other" in told
    assert sidecar(root, "other") == SIDECARS["other"]


def test_the_reason_is_taken_from_a_redaction_of_the_same_words(root: Path) -> None:
    missing = run(root, "--quote", NAME, "--yes", status=1)
    assert "--reason" in missing
    assert "--date" in missing
    run(root, "plain", "--quote", NAME, *OPTIONS, "--yes")
    run(root, "--quote", NAME.upper(), "--yes")
    assert 'reason: "He asked."' in sidecar(root, "other")


def test_overlapping_redactions_make_one_bar(root: Path) -> None:
    path = root / "site_src/sources/text/plain.yml"
    path.write_text(
        "redactions:\n  - {quote: Doe at the, what: name, reason: Hers., date: 2026}\n# end\n"
    )
    run(root, "--quote", "Doe", "--quote", NAME, *OPTIONS, "--yes")
    text = published(root)["plain"]
    assert text == "A letter\n\nI met ████████████ quay. ████████████ said nothing.\n"
    assert sidecar(root, "plain").count("quote:") == 2
    assert sidecar(root, "plain").endswith("# end\n")


def test_a_note_with_the_words_is_reported_and_the_redaction_written(root: Path) -> None:
    note = "notes:\n  - {id: n, quote: José Doe at, kind: explains, note: Well.}\n"
    (root / "site_src/sources/text/plain.yml").write_text(note)
    told = run(root, "--quote", NAME, *OPTIONS, "--yes")
    assert "plain.yml:2: error: `notes[1].quote` has words that are redacted" in told
    assert "redactions:" in sidecar(root, "plain")


def test_a_pattern_is_added_only_to_sources_where_it_matches(root: Path) -> None:
    (root / "site_src/sources/text/without.txt").write_text("Write to a@example.org.\n")
    told = run(root, "--pattern", "email", *OPTIONS, "--yes")
    assert "1 sidecar written" in told
    assert 'pattern: "email"' in sidecar(root, "without")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name a source"),
        (("plain", "--dry-run"), "Say with --quote"),
        (
            ("nobody", "--quote", NAME, *OPTIONS),
            "nobody: error: is not a source of this publication",
        ),
        (("--quote", "-.", *OPTIONS), "too short"),
        (
            ("--quote", NAME, "--reason", "R.", "--date", "22 November 2026"),
            "--date: error: '22 November 2026' is not a date in EDTF [bad-redaction]. Write `2026-11-22`.",
        ),
    ],
)
def test_an_impossible_redaction_is_explained(
    root: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = CliRunner().invoke(main, ["redact", "--project", str(root), *arguments])
    assert result.exit_code != 0
    assert told in result.output


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("the Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Smith-\nson and Smithson's", "smithson", ["Smith-\nson", "Smithson"]),
        ("我见王小明先生", "王小明", ["王小明"]),
        ("林 國 強致林国强書", "林國強", ["林 國 強", "林国强"]),
        ("林国\n强，楊曉", "林國強", ["林国\n强"]),
        ("והגברת כהן ולכהן", "כהן", ["כהן", "כהן"]),
        ("Ｊａｎｅ　Ｄｏｅ", "jane doe", ["Ｊａｎｅ　Ｄｏｅ"]),
        ("tel. 12 34-56, not 123456789", "123456", ["12 34-56"]),
        ("مُحَمَّد ومحـــمد", "محمد", ["مُحَمَّد", "محـــمد"]),
        ("Lee in Leeds", "lee", ["Lee"]),
        ("aaaa", "aa", []),
    ],
)
def test_words_are_found_in_other_forms_of_their_letters(
    text: str, words: str, found: list[str]
) -> None:
    assert [
        text[slice(*span)] for span, alone in FoldedText(text).occurrences(words) if alone
    ] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "title: T",
        "{title: T}\n",
        "{}\n",
        "redactions:\ntitle: T\n",
        "redactions: []\n",
        "title: T\n...\n",
        "title: T\r\nredactions:\r\n- quote: a\r\n  reason: r\r\n  date: 2026\r\n",
        "redactions: [{quote: a, reason: r, date: 2026}]  # one\n",
        "redactions:\n- quote: a\n  reason: r\n  date: 2026\n\n# more\ntitle: T\n",
        "redactions:\n    - quote: a\n      reason: |\n        r\n\n      date: 2026",
        "headnote: # in brief\n  One\n\n  two\n  three\n\ntitle: T\n",
        "title: A\u2028B\x85C\nredactions:\n- quote: a\n  reason: r\n  date: 2026\n",
    ],
)
def test_a_record_is_added_to_a_list_however_it_is_written(text: str) -> None:
    before = read_record(text, "a.yml", Sidecar)[0]
    new, line = with_item(text, "redactions", [r'quote: "x: \"y\""', "reason: r", "date: 2026"])
    after, problems = read_record(new, "a.yml", Sidecar)
    assert problems == []
    assert after is not None
    assert after.redactions[-1].quote == 'x: "y"'
    assert 'quote: "x: ' in new.split("\n")[line - 1]
    if before is not None:  # `redactions:` without a value is invalid
        assert after.redactions[:-1] == before.redactions
        assert after.title == before.title
