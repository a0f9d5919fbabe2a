"""Line breaks in titles on cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.typeset import breaks, families

CASES = YAML(typ="safe").load((Path(__file__).parent / "breaks.yml").read_text(encoding="utf-8"))
FAMILY = families.family(families.SEMIBOLD)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_title_is_broken_into_few_balanced_lines(
    case: dict[str, Any], chinese: Path | None
) -> None:
    family = FAMILY
    if case.get("font"):
        if chinese is None:
            pytest.skip("no font with Chinese letters (fonts-noto-cjk) on this machine")
        family = families.family(families.SEMIBOLD, chinese)
    assert breaks.balanced_lines(case["text"], family, case["width"], case["most"]) == case["lines"]


def test_text_that_does_not_fit_is_truncated_after_a_word_with_an_ellipsis() -> None:
    text = "one two three four five six seven eight"
    found = breaks.truncated_lines(text, FAMILY, 8, 2)
    assert len(found) == 2
    assert found[1].endswith("…")
    assert text.startswith(" ".join(found).removesuffix("…"))
    assert " ".join(found).removesuffix("…") + " " in text
    assert all(FAMILY.width(line) <= 8 for line in found)


@pytest.mark.parametrize("width", [3, 5, 9])
def test_an_endless_word_is_truncated_too(width: int) -> None:
    found = breaks.truncated_lines("n" * 200, FAMILY, width, 3)
    assert len(found) == 3
    assert all(FAMILY.width(line) <= width for line in found)


def test_an_empty_text_has_no_lines() -> None:
    assert breaks.balanced_lines("", FAMILY, 5, 1) == []
