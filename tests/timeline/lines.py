"""Labels in several lines, from `tests/fixtures/timeline/lines.yml`."""

from __future__ import annotations

from collections.abc import Sequence

from builders.inputs.yaml_texts import parse_yaml
from tests.conftest import PROJECT

LINES: list[list[str]] = parse_yaml(
    (PROJECT / "tests/fixtures/timeline/lines.yml").read_text()
).value

WIDTHS = (138, 92)
"""Pixels in a line of these labels, and in the last one."""


def whole_of(lines: Sequence[str]) -> str:
    """A title that is broken into these lines; a part that was cut off is invented."""
    blank = " " if lines[0].isascii() and " " in lines[0] else ""
    return blank.join(lines).replace("…", "seven seas")
