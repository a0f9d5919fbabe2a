"""Twice the sources are twice the work: counted, not timed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builders import entries
from builders.build import page_uris, write
from builders.inputs.sources import Received
from builders.model.page import Asset, Page
from builders.processes import workers
from builders.recognizers.names import NameIndex
from builders.templating import Renderer
from builders.understand import understand
from builders.writer import Staging, staging
from tests.publication import new_publication

CABLE = """VZCZCXRO{number:04}
R 250807Z AUG 09
FM AMCONSUL CHENGDU
TO RUEHC/SECSTATE WASHDC 3361

UNCLAS CHENGDU {number:06}

TAGS: KTIP, CH
SUBJECT: MEETING {number} IN KUNMING

1. (U) Summary: Li Wei of the Kunming office spoke on 3 May 2009.

2. (U) The meeting with case {number} was held in Kunming.

BROWN
"""
SIZES = (15, 30, 60)
"""Numbers of sources: so few that this process, which counts, reads all of them itself."""


def work(root: Path, sources: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The amount of work of each kind in a build of so many sources."""
    new_publication(root)
    folder = root / "site_src/sources/cables"
    folder.mkdir()
    for number in range(100, 100 + sources):
        (folder / f"09CHENGDU{number}.txt").write_text(CABLE.format(number=number))
    registers = root / "site_src/registers"
    registers.mkdir()
    (registers / "people.yml").write_text("li-wei:\n  label: Li Wei\n")
    (registers / "places.yml").write_text("kunming:\n  label: Kunming\n  type: city\n")
    done: Counter[str] = Counter()
    read, render, add = entries._pickled_entry, Renderer.render, Staging.add  # noqa: SLF001  # work is counted where it is done

    def counted_read(received: Received, index: NameIndex) -> bytes:
        done["sources read"] += 1
        return read(received, index)

    def counted_render(renderer: Renderer, page: Page) -> str:
        done["pages rendered"] += 1
        return render(renderer, page)

    def counted_add(staging: Staging, asset: Asset) -> None:
        done["files"] += 1
        done["bytes"] += len(asset.data)
        add(staging, asset)

    monkeypatch.setattr(entries, "_pickled_entry", counted_read)
    monkeypatch.setattr(Renderer, "render", counted_render)
    monkeypatch.setattr(Staging, "add", counted_add)
    with staging(root / "docs") as staged:
        write(root, understand(root), staged, workers=1)
    monkeypatch.undo()
    return done


def test_work_grows_linearly_with_the_number_of_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, middle, large = (work(tmp_path / str(size), size, monkeypatch) for size in SIZES)
    for kind in small:
        first, second = middle[kind] - small[kind], large[kind] - middle[kind]
        # Twice as many additional sources are twice the additional work; lists may break anywhere.
        assert 0 < second <= 2.2 * first, kind


def test_nothing_is_read_or_rendered_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = SIZES[0]
    done = work(tmp_path, size, monkeypatch)
    assert done["sources read"] == size + 1
    with staging(tmp_path / "docs") as staged:
        write(tmp_path, understand(tmp_path), staged, workers=1)
    assert done["pages rendered"] == len(page_uris(staged.digests))


def test_few_units_are_made_by_one_process() -> None:
    assert workers.process_count(workers.FEW) == 1
