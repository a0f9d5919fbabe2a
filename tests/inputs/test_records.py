"""YAML that people write: every mistake is reported with its line, field and nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inputs.records import line_of, read_record, read_text
from builders.model.sidecar import Sidecar
from builders.problems import Problem


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_record(text, "a.yml", Sidecar)[1]]


def test_scalars_are_read_as_text() -> None:
    record, wrong = read_record("title: no\ndate: 2009-03-21\nrights: 010\n", "a.yml", Sidecar)
    assert wrong == []
    assert record is not None
    assert (record.title, record.date, record.rights) == ("no", "2009-03-21", "010")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_an_empty_record(text: str) -> None:
    record, wrong = read_record(text, "a.yml", Sidecar)
    assert (record, wrong) == (Sidecar(), [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "titel: x\n",
            "a.yml:1: error: unknown key `titel` [unknown-key]. Did you mean `title`?",
        ),
        (
            "emendations:\n  - quote: a\n    reed: b\n    read: b\n    kind: sic\n    reason: c\n",
            "a.yml:3: error: unknown key `emendations[1].reed` [unknown-key]. Did you mean `read`?",
        ),
        (
            "title: [a, b]\n",
            'a.yml:1: error: `title` must be text [wrong-value]. Put a text that begins with a bracket in quotation marks: `title: "[…]"`.',
        ),
        (
            "notes:\n  - quote: a\n    id: a\n    note: b\n",
            (
                "a.yml:2: error: `notes[1].kind` is missing [missing-key]."
                " One of: `explains`, `identifies`, `qualifies`, `questions`, `textual`."
            ),
        ),
        (
            "notes:\n  - quote: a\n    kind: explains\n    note: b\n",
            (
                "a.yml:2: error: `notes[1].id` is missing [missing-key]."
                " Its permanent address within the page: `#note-<id>`."
            ),
        ),
        (
            "\nemendations: none\n",
            "a.yml:2: error: `emendations` must be a list (lines that begin with `- `) [wrong-value]. Write `emendations: [{quote: …, read: …, kind: …, reason: …}]`, even for one.",
        ),
        (
            "emendations:\n  - quote: a\n    read: b\n    kind: sic\n",
            (
                "a.yml:2: error: `emendations[1].reason` is missing [missing-key]."
                " A sentence for readers."
            ),
        ),
        ("title: ''\n", "a.yml:1: error: `title` must not be empty [wrong-value]."),
        (
            "emendations:\n  - quote:\n    read: b\n    kind: sic\n    reason: c\n",
            "a.yml:2: error: `emendations[1].quote` must not be empty [wrong-value].",
        ),
        (
            "title: a\ntitle: b\n",
            "a.yml:2: error: `title` is given twice [duplicate-key]. It is also on line 1: keep one of them.",
        ),
        (
            "- a\n",
            "a.yml:1: error: the file must be a mapping (lines of `key: value`) [wrong-value]. Remove the `- ` at the beginning of the lines.",
        ),
    ],
)
def test_each_mistake_gives_one_clear_message(text: str, message: str) -> None:
    assert problems(text) == [message]


def test_a_wrong_choice_names_the_choices() -> None:
    text = "emendations:\n- {quote: a, read: b, kind: typo, reason: c}\n"
    (message,) = problems(text)
    assert message.startswith("a.yml:2: error: `emendations[1].kind` is not valid")
    assert "'typo' is not one of `ocr`, `typography`, `sic`, `layout` [wrong-value]" in message
    assert message.endswith("Did you mean `typography`?")


def test_all_mistakes_are_listed() -> None:
    assert len(problems("titel: x\nlangauge: y\ndate: [z]\n")) == 3


def test_broken_yaml_names_the_line() -> None:
    (message,) = problems("title: x\nheadnote: a: b\n")
    assert message.startswith("a.yml:2: error: ")


def test_anchors_are_refused_and_tags_ignored() -> None:
    bomb = "title: &a x\nrights: *a\n"
    assert "anchors" in problems(bomb)[0]
    record, wrong = read_record("title: !!python/object:os.system x\n", "a.yml", Sidecar)
    assert wrong == []
    assert record is not None
    assert record.title == "x"


def test_the_line_of_a_nested_field_is_known() -> None:
    assert line_of("title: x\nemendations:\n- quote: a\n  read: b\n", "emendations", 0, "read") == 4


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.yml"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + b"title: x\nnote: \xe9t\xe9\n")
        problem = read_text(tmp_path, path)
        assert isinstance(problem, Problem)
        assert (problem.file, problem.line) == ("a.yml", 2)
        assert problem.message == "byte 0xE9 at offset 15 is not UTF-8"


def test_a_folded_text_is_unfolded() -> None:
    record, _ = read_record("title: >-\n  one\n  two\n\n  three\n", "a.yml", Sidecar)
    assert record is not None
    assert record.title == "one two\nthree"
