"""Values in YAML, and that the fast parser and the strict one agree wherever the fast one is used."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders.inputs import yaml_texts
from builders.inputs.yaml_texts import parse_yaml
from tests.conftest import PROJECT

PIECES = (
    *("a", "b: ", "- ", "\n", "\n  ", "\n    ", "\n- ", " ", ": ", ":", "key: ", '"', "'", "x y"),
    *("|", ">", ">-", "|-", "|+", "|2", "#", " # c", "{", "}", "[", "]", ", ", ",", "?", "? "),
    *("!!str ", "&a ", "*a", "~", "null", "---\n", "...\n", "%YAML 1.2\n", "é", "“", "\\n", "\\"),
    *(
        "@",
        "`",
        "%",
        "😀",
        "1:2",
        "http://x.y",
        "- - ",
        "k:\n",
        "k:\n  - ",
        "text\n  more",
        '"q": ',
    ),
    *(
        "''",
        "=",
        "<<: ",
        "yes",
        "012",
        "--",
        "\n\n",
        "\n\n  ",
        "  ",
        "\t",
        "\xa0",
        "\x85",
        "中",
        "#x",
    ),
    *("c: |\n  a\n   b\n\n  c\n", "d: >\n  a\n  b\n\n   c\n  d\n\n", "- a: b\n  c: d\n", "\r\n"),
)
SCALARS = st.text(alphabet=st.sampled_from("ab c:#-\n'\"{[|>&*!%@~é中,?"), max_size=30)
RECORDS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4),
    max_leaves=12,
)


def assert_same(text: str) -> bool:
    """Whether the fast parser accepts the text; if it does, both must give the same."""
    fast = yaml_texts._by_libyaml(text)  # noqa: SLF001  # the two parsers are compared
    if fast is None:
        return False
    slow = yaml_texts._by_ruamel(text, "")  # noqa: SLF001  # as above
    assert fast == slow
    return True


def test_pyyaml_is_built_with_libyaml() -> None:
    assert yaml.__with_libyaml__


@pytest.mark.parametrize(
    "path",
    sorted((PROJECT / "site_src").rglob("*.yml")),
    ids=lambda path: str(path.relative_to(PROJECT)),
)
def test_the_fast_parser_accepts_every_file_of_the_edition(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert assert_same(text)
    assert assert_same(text.replace("\n", "\r\n"))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("a: |#x\n")
@example("a: >-\n  \n    b\n")
@example("? >\n  a\n   b\n: c\n")
@example("{a: b:c, d: http://x}\n")
@example("a: b\n...\n")
@example("a: b\n--- \nc: d\n")
@example("a: 'b\x85c'\n")
@settings(max_examples=500)
def test_both_parsers_agree_on_any_text(text: str) -> None:
    assert_same(text)


@given(
    RECORDS,
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([20, 80]),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_both_parsers_agree_on_what_pyyaml_writes(
    record: object, flow: object, style: str | None, width: int
) -> None:
    assert_same(
        yaml.safe_dump(
            record, default_flow_style=flow, default_style=style, width=width, allow_unicode=True
        )
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        (
            "a: no\nb: 012\nc: 1:20\nd: 2009-03-21\ne: 1_000\nf: 0x1F\n",
            "no 012 1:20 2009-03-21 1_000 0x1F",
        ),
        ("a: yes\nb: on\nc: y\nd: '~'\n", "yes on y ~"),
    ],
)
def test_scalars_are_read_as_text(text: str, value: str | None) -> None:
    assert assert_same(text)
    found = parse_yaml(text).value
    assert (found and " ".join(found.values())) == value


def test_the_lines_of_values_are_known() -> None:
    text = "a: b\nnotes:\n  - quote: x\n    note: >\n      y\n  -\n    quote: z\n"
    assert assert_same(text)
    lines = parse_yaml(text).lines
    assert [
        lines[at] for at in (("a",), ("notes", 0, "note"), ("notes", 1), ("notes", 1, "quote"))
    ] == [1, 4, 7, 7]


def test_a_comment_before_a_value_is_skipped() -> None:
    assert parse_yaml("headnote: # to be written\n  Nothing\n  yet.\n").value == {
        "headnote": "Nothing yet."
    }


def test_a_comment_may_stand_before_a_text_of_several_paragraphs() -> None:
    text = "a: # b\n  c\n\n   d\n  e\n\nf: "
    assert parse_yaml(f"{text}g\n").value == {"a": "c\nd e", "f": "g"}
    assert parse_yaml(f"{text}'\t'\n").value == {"a": "c\nd e", "f": "\t"}


def test_aliases_are_refused() -> None:
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert all("anchors" in problem.message for problem in parse_yaml(bomb).problems)
    assert parse_yaml(bomb).problems


def test_too_deep_nesting_is_an_error() -> None:
    assert parse_yaml("[" * 50 + "]" * 50).value
    (problem,) = parse_yaml("[" * 5000 + "]" * 5000).problems
    assert "too deep" in problem.message
