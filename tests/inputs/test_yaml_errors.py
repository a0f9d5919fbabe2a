"""Newcomers' mistakes in YAML: reported on the right line, in plain words, with what to write."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from builders.inputs.records import read_record, read_records
from builders.inputs.settings import PublicationFile
from builders.inputs.sidecars import parse_sidecar
from builders.inputs.yaml_texts import cut_short, parse_yaml, swallowed_items
from builders.model.entity import Place
from builders.model.event import Event
from builders.problems import Problem, Severity

JARGON = ("mapping", "scalar", "token", "block", "stream", "flow", "sequence", "parsing", "alias")


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "title: Letter: the first\n",
            1,
            "the text contains a colon followed by a space",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        (
            "headnote: One\u2028Two\ntitle: Letter: the first\n",
            2,
            "the text contains a colon followed by a space",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        (
            "notes:\n  - id: a\n    note: He said: yes\n",
            3,
            "the text contains a colon followed by a space",
            'Put the text in quotation marks: `note: "…"`.',
        ),
        (
            'title: "A letter\ndate: 1866\n',
            1,
            "the quotation mark that opens here is not closed",
            "Put the same mark at the end of the text.",
        ),
        (
            'title: "A letter\nrights: "Mine"\n',
            1,
            "the quotation mark that opens here is not closed",
            "Put the same mark at the end of the text.",
        ),
        (
            "title: 'The consul's letter'\n",
            1,
            "an apostrophe ends the text before its end",
            "Double an apostrophe within '…' (''), or put the text in \"…\".",
        ),
        (
            'title: "The "first" letter"\n',
            1,
            "a quotation mark ends the text before its end",
            'Write quotation marks within "…" as \\", or put the text in \'…\'.',
        ),
        (
            "---\ntitle: A letter\n---\n",
            3,
            "a second document begins here, but the file must be a single one",
            "Remove lines that consist of `---` or `...`.",
        ),
        (
            "date: 1866\ntitle:\tA\n",
            2,
            "a tab stands where only a space may stand",
            "Replace it with a space.",
        ),
        (
            'title: "C:\\Users"\n',
            1,
            'a backslash (`\\`) has a meaning of its own in a text in "…"',
            "Write it twice, or put the text in '…'.",
        ),
        (
            "title: A\n\tdate: 1866\n",
            2,
            "the line begins with a tab",
            "Replace it with spaces, as many as there are before the lines it belongs to.",
        ),
        (
            "original:\n\tarchive: A\n",
            2,
            "the line begins with a tab",
            "Replace it with spaces, as many as there are before the lines it belongs to.",
        ),
        (
            "title: A\n  date: 1866\n",
            2,
            "the line is indented further than the one above it",
            "Indent it like the line above.",
        ),
        (
            "title: A\n# ours\n\n  date: 1866\n",
            4,
            "the line is indented further than the one above it",
            "Indent it like the line above.",
        ),
        (
            "  title: A\ndate: 1866\n",
            2,
            "the line is indented differently from the lines it belongs to",
            "Indent all lines of a list or an entry by the same number of spaces.",
        ),
        (
            "notes:\n- id: a\n  quote: x\n kind: b\n",
            4,
            "the line is indented differently from the lines it belongs to",
            "Indent all lines of a list or an entry by the same number of spaces.",
        ),
        (
            "title:A\ndate: 1866\n",
            1,
            "`title` has no colon followed by a space",
            "Write `title: …`, with a colon and a space.",
        ),
        (
            "date: 1866\ntitle:A\n",
            2,
            "`title` has no colon followed by a space",
            "Write `title: …`, with a colon and a space.",
        ),
        (
            "title：甲\ndate: 1866\n",
            1,
            "`title` has a Chinese colon",
            "Write `title: …`, with a colon and a space.",
        ),
        (
            "date: 1866\ntitle = A\nrights: B\n",
            2,
            "`title` has no colon followed by a space",
            "Write `title: …`, with a colon and a space.",
        ),
        (
            "title: @doe\n",
            1,
            "a text cannot begin with `@`",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        (
            "title: *A* letter\n",
            1,
            "a text cannot begin with `*`",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        (
            "title: 50\nrights: %50\n",
            2,
            "a text cannot begin with `%`",
            'Put the text in quotation marks: `rights: "…"`.',
        ),
        (
            "title: [A] letter\n",
            1,
            "a text cannot begin with `[`",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        (
            "title: & sons\n",
            1,
            "a text cannot begin with `&`",
            'Put the text in quotation marks: `title: "…"`.',
        ),
        ("title: !important\n", 1, "a text cannot begin with `!`", "Put it in quotation marks."),
        (
            "names: - A\n",
            1,
            "a list begins on the line of its key",
            "Begin each `- ` on a line of its own below the key, or write `[…, …]`.",
        ),
        (
            'names: ["A"\ntitle: B\n',
            1,
            "the bracket `[` that opens here is not closed, or its items are not separated by commas",
            "Close it with `]`, and put texts with `: `, `,` or brackets in quotation marks.",
        ),
        (
            "title: A\nnames: [\n\n",
            2,
            "the bracket `[` that opens here is not closed, or its items are not separated by commas",
            "Close it with `]`, and put texts with `: `, `,` or brackets in quotation marks.",
        ),
        (
            "original: {archive: [A],\n",
            1,
            "the bracket `{` that opens here is not closed, or its items are not separated by commas",
            "Close it with `}`, and put texts with `: `, `,` or brackets in quotation marks.",
        ),
        (
            "original: {archive: A\ntitle: B\n",
            1,
            "the bracket `{` that opens here is not closed, or its items are not separated by commas",
            "Close it with `}`, and put texts with `: `, `,` or brackets in quotation marks.",
        ),
        (
            "headnote: |\nA letter\n",
            2,
            "the text below `|` is not indented",
            "Indent each line of the text by two more spaces than the key above it.",
        ),
        (
            'title: A letter\nrights: ["\\u00e9", "\\ud83d\\ude00"]\n',
            2,
            "a text has the escape of half a character (`\\uD800` to `\\uDFFF`)",
            "Write the character itself.",
        ),
    ],
)
def test_invalid_yaml_is_explained_in_plain_words(
    text: str, line: int, message: str, hint: str
) -> None:
    (problem,) = parse_yaml(text, "a.yml").problems
    assert (problem.line, problem.message, problem.hint) == (line, message, hint)
    assert not any(word in problem.message for word in JARGON)


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "b: ",
                ":",
                "- ",
                "\n",
                "  ",
                "\t",
                '"',
                "'",
                "[",
                "{",
                "|",
                "*",
                "：",
                "=",
                "&",
                "%",
                "#",
                "secret",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@example("")
@example(":")
@example("&x a\n&x b")
@example("a: |\n\n'")
@example("b: \nb: ")
def test_problems_in_any_text_have_a_hint_and_a_line_of_it(text: str) -> None:
    for problem in parse_yaml(text, "a.yml").problems:
        assert problem.hint
        if problem.code == "yaml":
            assert problem.line is None or 1 <= problem.line <= text.count("\n") + 1
            assert "\n" not in problem.message + problem.hint


def problems_of(model: type[BaseModel] | None, text: str) -> list[Problem]:
    if model is None:
        return parse_sidecar(text, "a.yml")[1]
    if model is Place:
        return read_records(text, "places.yml", Place)[2]
    return read_record(text, "publication.yml", model)[1]


PLACE = "swatow:\n  label: Swatow\n  type: port\n"


@pytest.mark.parametrize(
    ("model", "text", "message", "hint"),
    [
        (
            Place,
            f"{PLACE}  latitude: 34,5\n  longitude: 116.5\n",
            "`swatow.latitude` must be a number, such as `23.35`",
            "Write `34.5`.",
        ),
        (
            Place,
            f"{PLACE}  latitude: 23° 21' S\n  longitude: 116.5\n",
            "`swatow.latitude` must be a number, such as `23.35`",
            "Write `-23.35`.",
        ),
        (
            Place,
            f"{PLACE}  latitude: 34\n  longitude: 12° O\n",
            "`swatow.longitude` must be a number, such as `23.35`",
            "",
        ),
        (
            Place,
            f"{PLACE}  latitude: 34\n  longitude: 200\n",
            "`swatow.longitude` must be 180 at most",
            "",
        ),
        (
            Place,
            "swatow: {label: S, type: port, latitude: 34,5}\n",
            "unknown key `swatow.5`",
            "Write numbers with a decimal point: `34.5`.",
        ),
        (
            Place,
            "swatow: Swatow\n",
            "`swatow` must be a mapping (lines of `key: value`)",
            "Put its fields below it, each on a line of its own and indented by two more spaces.",
        ),
        (
            Place,
            f"{PLACE}type: port\n",
            "`type` must be a mapping (lines of `key: value`)",
            "`type` belongs to the entry above it: put two spaces before it.",
        ),
        (
            PublicationFile,
            "most_bytes: 50 MB\n",
            "`most_bytes` must be a whole number, such as `500`",
            "Write `50000000`.",
        ),
        (
            PublicationFile,
            "most_bytes: 50,000,000\n",
            "`most_bytes` must be a whole number, such as `500`",
            "Write `50000000`.",
        ),
        (PublicationFile, "cards: nein\n", "`cards` must be `true` or `false`", ""),
        (PublicationFile, "title: A\n", "unknown key `title`", "Did you mean `name`?"),
        (
            PublicationFile,
            "lanes:\n  - {id: a, name: A, categories: b}\n",
            "`lanes[1].categories` must be a list (lines that begin with `- `)",
            "Write `categories: [{id: …, name: …}]`, even for one.",
        ),
        (
            Event,
            "title: A\ndate: 1806\nevidence: letter\n",
            "`evidence` must be a list (lines that begin with `- `)",
            "Write `evidence: [{source: …, quote: …}]`, even for one.",
        ),
        (
            None,
            "original:\n  author: Writer, John\n",
            "`original.author` must be a list (lines that begin with `- `)",
            'Write `author: ["…"]`, even for one.',
        ),
        (
            None,
            "facsimiles: 1r.jpg\n",
            "`facsimiles` must be a list (lines that begin with `- `)",
            "Write `facsimiles: [{file: …}]`, even for one.",
        ),
        (
            None,
            "notes:\n  id: a\n",
            "`notes` must be a list (lines that begin with `- `)",
            "Put `- ` before the first of its lines, and two spaces before the others.",
        ),
        (
            None,
            "date: [1866,1867]\n",
            "`date` must be text",
            'Put a text that begins with a bracket in quotation marks: `date: "[…]"`.',
        ),
        (
            None,
            "title: {A}\n",
            "`title` must be text",
            'Put a text that contains `: ` in quotation marks: `title: "…"`.',
        ),
        (
            None,
            "title = A\n",
            "the file must be a mapping (lines of `key: value`)",
            "Write a colon and a space after each key: `key: …`.",
        ),
        (
            None,
            "- title: A\n",
            "the file must be a mapping (lines of `key: value`)",
            "Remove the `- ` at the beginning of the lines.",
        ),
        (
            None,
            "license: CC BY-SA 4.0\n",
            "`license` must be an address that begins with http:// or https://",
            "Write `https://creativecommons.org/licenses/by-sa/4.0/`.",
        ),
        (
            None,
            "license: CC BY\n",
            "`license` must be an address that begins with http:// or https://",
            "What is known in words goes into `rights`.",
        ),
        (
            None,
            "original: {url: www.example.org}\n",
            "`original.url` must be an address that begins with http:// or https://",
            "If that is the address: `https://www.example.org`.",
        ),
        (
            None,
            "changes:\n  - {date: 21.11.2026, what: A}\n",
            "`changes[1].date` must be a day, such as `2026-11-21`",
            "Write `2026-11-21`.",
        ),
    ],
)
def test_for_a_wrong_value_the_hint_says_what_to_write(
    model: type[BaseModel] | None, text: str, message: str, hint: str
) -> None:
    problems = problems_of(model, text)
    assert (message, hint) in [(problem.message, problem.hint) for problem in problems]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("title: Letter #3\n", ["`title`"]),
        (
            "original:\n  archive_location: Box 4 #12  # as labelled\n",
            ["`original.archive_location`"],
        ),
        ("former_ids:\n  - a #1\n  - b\n", ["`former_ids[1]`"]),
        ("original:\n  number: #12\n", ["`original.number`"]),
        ("title: # 3\nsubjects: #1\n  - A\n", []),
        ("title: Letter # the 3rd\n", []),
        ("title: Letter#3\n", []),
        ('title: "Letter #3"\n', []),
        ("title: 'Letter #3' #4\n", []),
        ("headnote: |\n  title: Letter #3\nrights: >-\n  Box #4\n", []),
        ("title: A\n#1 B\n #2\n", []),
        ("headnote: One\u2028Two\ntitle: Letter #3\n", ["`title`"]),
        ("title: Letter #3\ntitle: B\n", []),
        ("title: [Letter #3\n", []),
    ],
)
def test_a_text_cut_short_by_a_number_sign_is_a_warning(text: str, fields: list[str]) -> None:
    found = list(cut_short(text, "a.yml"))
    assert [one.message.partition(" ends")[0] for one in found] == fields
    assert all(one.code == "cut-short" and one.severity is Severity.WARNING for one in found)


def test_the_warning_is_given_for_sidecars_which_are_still_read() -> None:
    sidecar, (problem,) = parse_sidecar("title: Letter #3\n", "a.yml")
    assert sidecar is not None
    assert sidecar.title == "Letter"
    assert str(problem) == (
        "a.yml:1: warning: `title` ends before the `#`: what follows is a comment [cut-short]."
        " If it belongs to the text, put that in quotation marks."
    )


@given(
    st.lists(
        st.sampled_from(["a", "b: ", "- ", "\n", "  ", '"', "'", "|\n", " #1", " # ", "{", "}"]),
        max_size=12,
    ).map("".join)
)
def test_any_text_is_searched_for_values_cut_short(text: str) -> None:
    list(cut_short(text, "a.yml"))
    list(swallowed_items(text, "a.yml"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("names:\n  - Anton\n   - Andrew\n", [3]),
        ("a:\n  names:\n  - Anton\n    - Andrew\n  - Toni\n    - Tonio\n", [4, 6]),
        ("names:\n  - Anton\n  - Andrew\n", []),
        ("names:\n  - Anton,\n    brother of - Andrew\n", []),
        ('names:\n  - "Anton\n    - Andrew"\n', []),
        ("names:\n  - |\n    - Anton\n    - Andrew\n", []),
        ("names:\n  - a:\n    - Anton\n", []),
        ("note: Anton\n  - Andrew\n", []),
    ],
)
def test_an_item_that_is_indented_too_far_is_an_error(text: str, lines: list[int]) -> None:
    found = list(swallowed_items(text, "a.yml"))
    assert [one.line for one in found] == lines
    assert all(one.severity is Severity.ERROR for one in found)
