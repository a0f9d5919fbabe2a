"""Edits of a small publication, any of which may be made at any time."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.pictures import add_facsimiles
from tests.publication import new_publication

EDITS = int(os.environ.get("MUNIMENT_EDITS", "24"))
"""The number of random edits, each followed by a comparison; `make bench` makes two hundred."""
CABLE = """VZCZCXRO{number:04}
R 250807Z AUG {year}
FM AMCONSUL CHENGDU
TO RUEHC/SECSTATE WASHDC 3361

UNCLAS CHENGDU {number:06}

TAGS: {tags}
SUBJECT: A MEETING IN KUNMING

REF: 09 CHENGDU {other}

1. (U) Summary: Li Wei of the Kunming office spoke on 3 May 2009.

2. (U) The meeting of {word} was held in Kunming (see 08 CHENGDU 52).

BROWN
"""


WORKS = ("one2001", "other2002")
WORK = """@book{{{key},
  author = {{Some, Body}},
  title = {{A book of {key}}},
  date = {{2001}},
  publisher = {{A press}},
}}
"""


def edited_publication(folder: Path) -> Path:
    """Three cables of one post, a register of people and of places, and two works."""
    root = new_publication(folder)
    (root / "references.bib").write_text("\n".join(WORK.format(key=key) for key in WORKS))
    for number in (101, 102, 103):
        add_cable(root, number, random.Random(number))  # noqa: S311  # a corpus, no secret
    registers = root / "site_src/registers"
    registers.mkdir()
    (registers / "people.yml").write_text("li-wei:\n  label: Li Wei\n  description: An official.\n")
    (registers / "places.yml").write_text("kunming:\n  label: Kunming\n  type: city\n")
    return root


def add_cable(root: Path, number: int, chance: random.Random) -> None:
    folder = root / "site_src/sources/cables"
    folder.mkdir(exist_ok=True)
    tags = ", ".join(chance.sample(["KTIP", "PHUM", "CH"], 2))
    other = chance.choice([101, 102, 103, 104])
    word = chance.choice(["officials", "experts", "consuls"])
    text = CABLE.format(number=number, year="09", tags=tags, other=other, word=word)
    (folder / f"09CHENGDU{number}.txt").write_text(text)


def cable_files(root: Path) -> list[Path]:
    return sorted((root / "site_src/sources/cables").glob("*.txt"))


def new_cable(root: Path, chance: random.Random) -> None:
    add_cable(root, chance.randrange(200, 999), chance)


def edit_text(root: Path, chance: random.Random) -> None:
    path = chance.choice(cable_files(root))
    path.write_text(path.read_text() + f"\n{chance.random()}\n")


def remove_source(root: Path, chance: random.Random) -> None:
    if len(cable_files(root)) > 2:
        path = chance.choice(cable_files(root))
        path.unlink()
        path.with_suffix(".yml").unlink(missing_ok=True)


def rename_source(root: Path, chance: random.Random) -> None:
    path = chance.choice(cable_files(root))
    path.with_suffix(".yml").unlink(missing_ok=True)
    path.rename(path.with_name(f"{path.stem}a.txt"))


def add_note(root: Path, chance: random.Random) -> None:
    path = chance.choice(cable_files(root)).with_suffix(".yml")
    cited = chance.choice(cable_files(root)).stem
    words = f"A note {chance.random()} [@{cited}, ¶1]."
    path.write_text(
        f"notes:\n  - id: a\n    quote: Summary\n    kind: explains\n    note: {words}\n"
    )


def set_title_and_headnote(root: Path, chance: random.Random) -> None:
    path = chance.choice(cable_files(root)).with_suffix(".yml")
    path.write_text(f"title: Title {chance.random()}\nheadnote: Words.\n")


def set_provenance(root: Path, chance: random.Random) -> None:
    set_field(root, chance, "provenance", f"From a box {chance.random()}.")


def cite_work(root: Path, chance: random.Random) -> None:
    """Let the headnote of one source cite a work, or none."""
    said = chance.choice([*(f"Told elsewhere [@{key}]." for key in WORKS), "Told nowhere."])
    set_field(root, chance, "headnote", f"{said} Words.")


def set_field(root: Path, chance: random.Random, field: str, words: str) -> None:
    """Give one field of one source's sidecar other words, and keep its other fields."""
    path = chance.choice(cable_files(root)).with_suffix(".yml")
    said = path.read_text().splitlines() if path.exists() else []
    kept = [line for line in said if not line.startswith(f"{field}:")]
    path.write_text("\n".join((*kept, f"{field}: {json.dumps(words)}\n")))


def add_person(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/people.yml"
    name = chance.choice(["officials", "experts", "consuls"])
    path.write_text(
        "li-wei:\n  label: Li Wei\n  description: An official.\n"
        f"others:\n  label: {name}\n  description: Those {chance.random()}.\n"
    )


def describe_place(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/places.yml"
    path.write_text(
        f"kunming:\n  label: Kunming\n  type: city\n  description: A city {chance.random()}.\n"
    )


def add_event(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/events.yml"
    source = chance.choice(cable_files(root)).stem
    path.write_text(
        f"meeting:\n  title: A meeting {chance.random()}\n  date: 2009-05-03\n"
        f"  evidence:\n    - source: {source}\n      quote: spoke on 3 May 2009\n"
    )


def edit_template(root: Path, chance: random.Random) -> None:
    path = root / "site_src/templates/tags.html"
    path.write_text(path.read_text().replace("</div>", f"<p>{chance.random()}</p></div>", 1))


def edit_footer(root: Path, chance: random.Random) -> None:
    path = root / "site_src/templates/theme/partials/footer.html"
    path.write_text(path.read_text() + f"<p>{chance.random()}</p>\n")


def edit_settings(root: Path, chance: random.Random) -> None:
    path = root / "mkdocs.yml"
    path.write_text(
        path.read_text().replace(
            "site_description:", f"site_description: Words {chance.random()} #", 1
        )
    )


def edit_page(root: Path, chance: random.Random) -> None:
    path = root / "site_src/pages/method.md"
    path.write_text(f"# Method\n\n{chance.random()} [see the sources](sources/index.md)\n")


def edit_style_sheet(root: Path, chance: random.Random) -> None:
    path = root / "site_src/assets/css/edition.css"
    path.write_text(path.read_text() + f"/* {chance.random()} */\n")


def add_pictures(root: Path, chance: random.Random) -> None:
    """Add pictures to a source, or replace them."""
    add_facsimiles(
        root, chance.choice(cable_files(root)).stem, *chance.sample(["1.png", "2.png", "3.png"], 2)
    )


Edit = Callable[[Path, random.Random], None]
KINDS: tuple[Edit, ...] = (
    *(
        new_cable,
        edit_text,
        remove_source,
        rename_source,
        add_note,
        set_title_and_headnote,
        set_provenance,
        cite_work,
        add_person,
        describe_place,
    ),
    *(
        add_event,
        edit_template,
        edit_footer,
        edit_settings,
        edit_page,
        edit_style_sheet,
        add_pictures,
    ),
)


def edits_of_every_kind(chance: random.Random) -> list[Edit]:
    """`EDITS` edits: one of each kind, as far as the number allows, then random ones."""
    return [*KINDS, *chance.choices(KINDS, k=EDITS)][:EDITS]


def remove_dependents(root: Path) -> None:
    """Remove all events, sidecars and pictures, some of which belong to a source that is gone."""
    shutil.rmtree(root / "site_src/facsimiles", ignore_errors=True)
    (root / "site_src/registers/events.yml").unlink(missing_ok=True)
    for sidecar in (root / "site_src/sources/cables").glob("*.yml"):
        sidecar.unlink()
