"""Blocks whose line breaks are kept: verse, addresses, signatures."""

from __future__ import annotations

from pathlib import Path

from builders.pages.source.body import stretches
from builders.understand import understand
from tests.publication import new_publication

LETTER = """\
Consulate, Amoy
2 March 1908

The Honorable
  The Assistant Secretary of State,
    Washington.

Sir: I have the honor to report that a junk was stopped off Quemoy on the second day of the month.
"""


def test_lines_form_a_group_up_to_a_blank_line(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    for name, end in (("letter-a", "\n"), ("letter-b", "\r\n")):
        path = root / f"site_src/sources/text/{name}.txt"
        path.write_bytes(LETTER.replace("\n", end).encode())
    known = understand(root).publication.by_id
    for name in ("letter-a", "letter-b"):
        rows = [[block.id for block in stretch.blocks] for stretch in stretches(known[name])]
        assert rows == [["line-1", "line-2"], ["line-3", "line-4", "line-5"], ["p1"]]
