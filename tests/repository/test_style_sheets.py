"""Style sheets use only what every browser in use understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT

SHEETS = sorted((PROJECT / "site_src/assets/css").glob("*.css"))
DECORATION_RE = re.compile(r"text-decoration:\s*([^;}]+)")
SELECTING_RE = re.compile(r"(?<![\w-])user-select: \w+;")


@pytest.mark.parametrize("sheet", SHEETS, ids=[path.stem for path in SHEETS])
def test_text_decoration_has_only_values_that_safari_knows(sheet: Path) -> None:
    """Before 26.2 Safari knows only the line there, and drops a declaration that says more."""
    said = {value.strip() for value in DECORATION_RE.findall(sheet.read_text(encoding="utf-8"))}
    assert said <= {"none", "underline"}


@pytest.mark.parametrize("sheet", SHEETS, ids=[path.stem for path in SHEETS])
def test_user_select_is_also_written_with_safaris_prefix(sheet: Path) -> None:
    """To this day Safari knows `user-select` only with its prefix; seen in WebKitGTK 2.50.6."""
    text = sheet.read_text(encoding="utf-8")
    for said in SELECTING_RE.finditer(text):
        assert text[: said.start()].endswith(f"-webkit-{said[0]} "), said[0]
