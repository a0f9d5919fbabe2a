"""The work on one long source grows linearly with its length: counted, not timed."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

from builders.build import units
from builders.understand import understand
from tests.publication import new_publication

PARAGRAPH = """Paragraph {number}: the consull met Li Wei on 3 May 1866 and wrote
to anna{number}@example.org of it; compare paragraph {number}.
"""
NOTE = '  - {{id: note-{0}, quote: "Paragraph {0}:", kind: explains, note: "It is number {0}."}}'
EMENDATION = '  - {{quote: "Paragraph {0}: the consull", read: "Paragraph {0}: the consul", kind: sic, reason: "A slip."}}'
UNDERSTOOD = "understood"
PARAGRAPHS_PER_PAGE = 5
"""The number of paragraphs on a page."""
SIZES = (10, 200, 400, 800)
"""Numbers of paragraphs; the first only has the templates compiled, and is not compared."""
MOST = 2.4
"""How much larger the second step may be than the first: 2 is linear, 4 quadratic."""


def long_publication(root: Path, paragraphs: int) -> Path:
    """A publication with one source, each paragraph of which has a note and a correction."""
    new_publication(root)
    folder = root / "site_src/sources/text"
    for path in folder.iterdir():
        path.unlink()
    numbers = range(1, paragraphs + 1)
    text = "\n".join(
        f"{'' if number % PARAGRAPHS_PER_PAGE else chr(12)}{PARAGRAPH.format(number=number)}"
        for number in numbers
    )
    (folder / "long.txt").write_text(f"A long text\n\n{text}")
    said = (
        *("redactions:", "  - {pattern: email, reason: Private., date: 2026}"),
        *("notes:", *map(NOTE.format, numbers)),
        *("emendations:", *map(EMENDATION.format, numbers)),
    )
    (folder / "long.yml").write_text("\n".join(said) + "\n")
    registers = root / "site_src/registers"
    registers.mkdir()
    (registers / "people.yml").write_text("li-wei:\n  label: Li Wei\n")
    return root


def calls(root: Path) -> dict[str, int]:
    """The numbers of function calls to understand the project and to make each unit of its source."""
    understanding = cProfile.Profile()
    understood = understanding.runcall(understand, root)
    assert not understood.problems
    counted = {UNDERSTOOD: total(understanding)}
    for unit in units(root, understood.publication):
        if unit.name.startswith("sources/long/"):
            profile = cProfile.Profile()
            profile.runcall(list, unit.make())
            counted[unit.name] = total(profile)
    return counted


def total(profile: cProfile.Profile) -> int:
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # not in its types
    return calls


def test_work_on_a_long_source_grows_linearly_with_its_length(tmp_path: Path) -> None:
    _, small, middle, large = (
        calls(long_publication(tmp_path / str(size), size)) for size in SIZES
    )
    steps = {
        name: (large[name] - middle[name]) / (middle[name] - small[name])
        for name in small
        if middle[name] - small[name] > SIZES[1]
    }
    assert {UNDERSTOOD, "sources/long/index.md", "sources/long/annotations.jsonld"} <= steps.keys()
    assert {name: round(step, 1) for name, step in steps.items() if step > MOST} == {}


def test_reporting_the_problems_of_a_long_source_takes_linear_work(
    tmp_path: Path,
) -> None:
    """As if another text had replaced the source, so that no quote is found."""
    counted = []
    for size in SIZES[1:]:
        root = long_publication(tmp_path / str(size), size)
        source = root / "site_src/sources/text/long.txt"
        source.write_text(source.read_text().replace("Paragraph", "Chapter"))
        understanding = cProfile.Profile()
        problems = understanding.runcall(understand, root).problems
        assert len(problems) == 2 * size
        counted.append(total(understanding))
    small, middle, large = counted
    assert large - middle < MOST * (middle - small)
