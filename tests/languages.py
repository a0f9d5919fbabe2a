"""A small publication with an interface in every language that there is."""

from __future__ import annotations

from pathlib import Path

from builders.inputs.interface_languages import interface_languages
from tests.publication import new_publication

FURTHER = interface_languages()[1:]
SIDECAR = "title: The first source\ntitle_zh: 第一件史料\ndate: 2009-03-21\n"
SECOND = "title: The second source\ndate: 2010\n"
EVENTS = "opened:\n  title: The port is opened\n  date: 2009-03-22\n  evidence:\n    - {work: roe-2001}\n"
WORKS = "@book{roe-2001, author = {Roe, Ann}, title = {Ports}, publisher = {P}, year = {2001}}\n"


def publication_in_all_languages(root: Path) -> Path:
    """The publication, not built."""
    new_publication(root)
    (root / "site_src/publication.yml").write_text(
        f"interface: [{', '.join(interface_languages())}]\n"
    )
    texts = root / "site_src/sources/text"
    (texts / "first.yml").write_text(SIDECAR)
    (texts / "second.txt").write_text("Ferries were late, as the harbourmaster had said.\n")
    (texts / "second.yml").write_text(SECOND)
    (root / "site_src/registers").mkdir(exist_ok=True)
    (root / "site_src/registers/events.yml").write_text(EVENTS)
    (root / "references.bib").write_text(WORKS)
    return root
