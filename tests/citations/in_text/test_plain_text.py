"""Editors' Markdown reduced to plain text."""

from __future__ import annotations

import time

import pytest

from builders.citations.in_text.plain_text import first_paragraph, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("Signed *Goldberg*, **twice**.", "Signed Goldberg, twice."),
        ("It says so [@a, ¶5; @b]. And more.", "It says so. And more."),
        ("As @chin-1999 has it.", "As chin-1999 has it."),
        (
            "See [the *list*](works/) or <https://example.org/a_b>.",
            "See the list or https://example.org/a_b.",
        ),
        ("A `code` of snake_case and _stress_.", "A code of snake_case and stress."),
        (r"Two \* three, 17 U.S.C. § 105", "Two * three, 17 U.S.C. § 105"),
        ("Over\nlines\tand  blanks", "Over lines and blanks"),
        ("It says so [@a, ¶5;\n@b; see @c]. And more.", "It says so. And more."),
        ("## Dates", "Dates"),
        ("> quoted\n> twice", "quoted twice"),
        ("- **`09BEIJING7`** first\n- second", "09BEIJING7 first second"),
        ("Before <!-- not for readers --> after", "Before after"),
        ("Before <!-- 1 -> 2, <b> --> after <!-- <!-- --> it", "Before after it"),
        ("Not <!-- closed", "Not <!-- closed"),
        ("a__b, _a_, a_, __a__", "a__b, a, a, a"),
        ("In `__init__.py` and `a*b`", "In __init__.py and a*b"),
        ("Smith &amp; Sons, `&amp;`, R&D;", "Smith & Sons, &amp;, R&D;"),
        ("https://example.org/William_L._Swing.", "https://example.org/William_L._Swing."),
        ("![a map](map.png) of the harbour", "a map of the harbour"),
    ],
)
def test_markdown_is_removed(text: str | None, expected: str) -> None:
    assert plain(text) == expected


def test_the_first_paragraph_ends_at_a_blank_line() -> None:
    assert first_paragraph("\nOne\nline.\n \nTwo.") == "One line."
    assert first_paragraph(None) == ""


def test_hostile_text_takes_linear_time() -> None:
    start = time.process_time()
    for text in (
        "[" * 20000,
        "_" * 20000,
        f"a{'_' * 20000}b",
        "<!-- " * 20000,
        "<https://" * 3000,
        "`*" * 10000,
        "[a](" * 5000,
        "`" + "a" * 20000,
    ):
        plain(text)
    assert time.process_time() - start < 20
