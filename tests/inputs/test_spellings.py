"""Which known word is proposed for an unknown one; another number is not taken for a slip."""

from __future__ import annotations

from itertools import permutations

import pytest

from builders.inputs.spellings import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "among", "hint"),
    [
        (
            "YC-004",
            ["YC-001", "YC-002", "YC-003", "notes"],
            "Of that form there are `YC-001`, `YC-002` and `YC-003`.",
        ),
        ("YC-004", ["YC-001"], "Of that form there is `YC-001`."),
        ("p99", [f"p{n}" for n in range(1, 42)], "There are 41 of that form, `p1` to `p41`."),
        ("YC-4", ["YC-003", "YC-004"], "Did you mean `YC-004`?"),
        ("YC-021", ["YC-012", "YC-013"], "Did you mean `YC-012`?"),
        ("YV-004", ["YC-003", "YC-004"], "Did you mean `YC-004`?"),
        ("swatow-1867", ["swatow-1866", "amoy-1866"], "Did you mean `swatow-1866`?"),
        (
            "letter-1867-2",
            ["letter-1866-1", "letter-1866-2"],
            "Of that form there are `letter-1866-1` and `letter-1866-2`.",
        ),
        ("12r.png", ["12r.PNG", "page_12v.png"], "Did you mean `12r.PNG`?"),
        ("doe", ["doe2001"], "Did you mean `doe2001`?"),
        ("zzzz", ["a"], "Look."),
    ],
)
def test_another_number_in_a_series_is_not_taken_for_a_slip(
    word: str, among: list[str], hint: str
) -> None:
    assert did_you_mean(word, among, "Look.").removeprefix("Look. ") == hint


def test_the_nearest_spelling_is_found() -> None:
    assert nearest("orignator", ["origin", "originator", "title"]) == "originator"
    assert nearest("zzzz", ["origin", "title"]) is None


def test_of_equally_near_spellings_the_choice_does_not_depend_on_order() -> None:
    assert {nearest("volume", order) for order in permutations(["volume-b", "volume-a"])} == {
        "volume-a"
    }
