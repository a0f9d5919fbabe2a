"""The examples in EDITING.md work exactly as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

from builders.model.sidecar import Sidecar
from tests.conftest import PROJECT
from tests.pictures import add_facsimiles
from tests.publication import understood_publication

EDITING = (PROJECT / "EDITING.md").read_text(encoding="utf-8")
EXAMPLE_RE = re.compile(r"```yaml\n# (?P<path>site_src/\S+)\n(?P<text>.*?)```", re.DOTALL)
WORKS_RE = re.compile(r"```bibtex\n(?P<text>.*?)```", re.DOTALL)
LETTER = """\
British Consulate,
Swatow, 14th March 1866.

I have told the Taotai of the number of emigratns, and Consul Writer has told him of the
number of emigrants before.
"""


def test_the_examples_work_as_printed(tmp_path: Path) -> None:
    works = WORKS_RE.search(EDITING)
    assert works is not None
    files = {match["path"]: match["text"] for match in EXAMPLE_RE.finditer(EDITING)}
    assert len(files) >= 4
    letter = {"site_src/sources/letters/swatow-1866.txt": LETTER, "references.bib": works["text"]}
    add_facsimiles(tmp_path, "swatow-1866", "1r.jpg")
    publication = understood_publication(tmp_path, {**files, **letter})
    entry = publication.by_id["swatow-1866"]
    assert entry.title == "The consul at Swatow, 14 March 1866"
    assert {mention.entity for mention in entry.annotations.mentions} == {"john-writer", "swatow"}
    assert [one.corr for one in entry.document.emendations] == ["emigrants"]
    assert len(publication.events) == 1


def test_every_field_of_a_sidecar_is_mentioned() -> None:
    about = EDITING[EDITING.index("## What you write") : EDITING.index("## Commands")]
    assert [name for name in Sidecar.model_fields if name not in about] == []
