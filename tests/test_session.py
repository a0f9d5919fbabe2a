"""What a preview shows after any edits is what a build makes, byte for byte."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import shelf
from builders.build import DOCS_FOLDER, write
from builders.model.page import Asset, Unit
from builders.problems import ProblemsFound
from builders.session import Session
from builders.site import build_site
from builders.understand import Understood, understand
from builders.writer import Staging, stage
from tests.publication import digests, new_publication

URL = "http://127.0.0.1:1/muniment/"
EDITS = int(os.environ.get("MUNIMENT_EDITS", "24"))
"""So many random edits, each followed by a comparison; `make bench` makes two hundred."""
MANY = 1000
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


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_publication(tmp_path / "publication")
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


def finish(session: Session) -> None:
    while session.update():
        pass


def built(root: Path) -> dict[str, str]:
    """What a build makes that knows nothing."""
    site = root.parent / "clean/site"
    with stage(root.parent / "clean" / DOCS_FOLDER) as staged:
        write(root, understand(root), staged, workers=1)
        build_site(root, staged, site=site, url=URL, preview=True)
    return files(site)


def files(site: Path) -> dict[str, str]:
    return {Path(path).relative_to(site).as_posix(): one for path, one in digests(site).items()}


def compare(root: Path, site: Path, edit: str) -> None:
    expected, found = built(root), files(site)
    assert sorted(found) == sorted(expected), edit
    assert [path for path in found if found[path] != expected[path]] == [], edit


def cables(root: Path) -> list[Path]:
    return sorted((root / "site_src/sources/cables").glob("*.txt"))


def new_cable(root: Path, chance: random.Random) -> None:
    add_cable(root, chance.randrange(200, 999), chance)


def changed_text(root: Path, chance: random.Random) -> None:
    path = chance.choice(cables(root))
    path.write_text(path.read_text() + f"\n{chance.random()}\n")


def removed(root: Path, chance: random.Random) -> None:
    if len(cables(root)) > 2:
        path = chance.choice(cables(root))
        path.unlink()
        path.with_suffix(".yml").unlink(missing_ok=True)


def renamed(root: Path, chance: random.Random) -> None:
    path = chance.choice(cables(root))
    path.with_suffix(".yml").unlink(missing_ok=True)
    path.rename(path.with_name(f"{path.stem}a.txt"))


def noted(root: Path, chance: random.Random) -> None:
    path = chance.choice(cables(root)).with_suffix(".yml")
    cited = chance.choice(cables(root)).stem
    words = f"A note {chance.random()} [@{cited}, ¶1]."
    path.write_text(
        f"notes:\n  - id: a\n    quote: Summary\n    kind: explains\n    note: {words}\n"
    )


def headed(root: Path, chance: random.Random) -> None:
    path = chance.choice(cables(root)).with_suffix(".yml")
    path.write_text(f"title: Title {chance.random()}\nheadnote: Words.\n")


def worded(root: Path, chance: random.Random) -> None:
    path = chance.choice(cables(root)).with_suffix(".yml")
    said = path.read_text().splitlines() if path.exists() else []
    kept = [line for line in said if not line.startswith("provenance:")]
    path.write_text("\n".join((*kept, f"provenance: From a box {chance.random()}.\n")))


def named(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/people.yml"
    name = chance.choice(["officials", "experts", "consuls"])
    path.write_text(
        "li-wei:\n  label: Li Wei\n  description: An official.\n"
        f"others:\n  label: {name}\n  description: Those {chance.random()}.\n"
    )


def described(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/places.yml"
    path.write_text(
        f"kunming:\n  label: Kunming\n  type: city\n  description: A city {chance.random()}.\n"
    )


def happened(root: Path, chance: random.Random) -> None:
    path = root / "site_src/registers/events.yml"
    source = chance.choice(cables(root)).stem
    path.write_text(
        f"meeting:\n  title: A meeting {chance.random()}\n  date: 2009-05-03\n  category: meeting\n"
        f"  evidence:\n    - source: {source}\n      quote: spoke on 3 May 2009\n"
    )


def templated(root: Path, chance: random.Random) -> None:
    path = root / "site_src/templates/tags.html"
    path.write_text(path.read_text().replace("</div>", f"<p>{chance.random()}</p></div>", 1))


def framed(root: Path, chance: random.Random) -> None:
    path = root / "site_src/templates/theme/partials/footer.html"
    path.write_text(path.read_text() + f"<p>{chance.random()}</p>\n")


def set_otherwise(root: Path, chance: random.Random) -> None:
    path = root / "mkdocs.yml"
    path.write_text(
        path.read_text().replace(
            "site_description:", f"site_description: Words {chance.random()} #", 1
        )
    )


def wrote(root: Path, chance: random.Random) -> None:
    path = root / "site_src/pages/method.md"
    path.write_text(f"# Method\n\n{chance.random()} [see the sources](sources/index.md)\n")


def styled(root: Path, chance: random.Random) -> None:
    path = root / "site_src/assets/css/edition.css"
    path.write_text(path.read_text() + f"/* {chance.random()} */\n")


Edit = Callable[[Path, random.Random], None]
KINDS: tuple[Edit, ...] = (
    *(new_cable, changed_text, removed, renamed, noted, headed, worded, named, described),
    *(happened, templated, framed, set_otherwise, wrote, styled),
)


def test_after_each_of_many_edits_the_site_is_that_of_a_build(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    session = Session(root, site, URL)
    compare(root, site, "the first")
    chance = random.Random(7)  # noqa: S311  # edits, no secret
    order = [*KINDS, *chance.choices(KINDS, k=EDITS)][:EDITS]
    for number, edit in enumerate(order):
        edit(root, chance)
        # Some of what is known lies on a shelf then, as with many sources, and some does not.
        monkeypatch.setattr(shelf, "FEW", (0, MANY)[number % 2])
        monkeypatch.setattr("builders.session.MANY", (1, MANY)[number // 2 % 2])
        try:
            finish(session)
        except ProblemsFound:
            # An event may quote a source that is gone now: mend that, and go on.
            (root / "site_src/registers/events.yml").unlink(missing_ok=True)
            for sidecar in (root / "site_src/sources/cables").glob("*.yml"):
                sidecar.unlink()
            finish(session)
        compare(root, site, f"{number}: {edit.__name__}")


def test_the_page_that_was_edited_is_there_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(root, tmp_path / "site", URL)
    page = tmp_path / "site/sources/09chengdu101/index.html"
    listed = tmp_path / "site/sources/index.html"
    understood = 0

    def counted(*arguments: Any, **named: Any) -> Understood:
        nonlocal understood
        understood += 1
        return understand(*arguments, **named)

    monkeypatch.setattr("builders.session.understand", counted)
    # A sidecar that is new may be anybody's; of one that is edited one source is looked at.
    for number, looked_at in ((1, 1), (2, 0)):
        title = f"Title {number}"
        cables(root)[0].with_suffix(".yml").write_text(f"title: {title}\n")
        understood = 0
        assert session.update()
        assert understood == looked_at
        assert title in page.read_text()
        assert title not in listed.read_text()
        assert not session.update()
        assert title in listed.read_text()


def test_what_is_about_an_edited_source_comes_before_all_the_rest(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.session.MANY", 1)
    path, site = cables(root)[0], tmp_path / "site"
    path.with_suffix(".yml").write_text("title: A title\n")
    session = Session(root, site, URL)
    own = site / "sources/09chengdu101"
    places, listed = site / "places/kunming/index.html", site / "sources/index.html"
    path.with_suffix(".yml").write_text("title: Another title\n")
    assert session.update()
    assert "Another title" in (own / "index.html").read_text()
    assert "Another title" not in places.read_text()
    assert session.update()
    assert "Another title" in places.read_text()
    assert "Another title" in (own / "cite.ris").read_text()
    assert "Another title" not in listed.read_text()
    assert not session.update()
    compare(root, site, "titled")


def test_an_edit_of_words_makes_what_holds_them_and_no_more(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar = cables(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    session = Session(root, tmp_path / "site", URL)
    made: list[str] = []
    make = Staging.make

    def counted(staged: Staging, unit: Unit[Asset]) -> None:
        made.append(unit.name)
        make(staged, unit)

    monkeypatch.setattr(Staging, "make", counted)
    sidecar.write_text("headnote: Other words.\n")
    finish(session)
    own = {unit for unit in made if unit.startswith("sources/")}
    assert {unit.split("/")[1] for unit in own} == {"09chengdu101"}
    assert not {"places/kunming/index.md", "tags/index.md", "people/li-wei/index.md"} & set(made)
    compare(root, tmp_path / "site", "other words")
    made.clear()
    styled(root, random.Random(1))  # noqa: S311  # an edit, no secret
    finish(session)
    assert "builders.build" in made
    assert not {
        one for one in made if one.startswith(("sources/", "places/")) and "card" not in one
    }
    compare(root, tmp_path / "site", "other looks")
    made.clear()
    # What somebody took away from docs/ meanwhile is made, whatever was edited.
    (root / DOCS_FOLDER / "places/kunming/index.md").unlink()
    sidecar.write_text("headnote: Words again.\n")
    finish(session)
    assert "places/kunming/index.md" in made
    compare(root, tmp_path / "site", "words again")


def test_what_was_shown_before_a_mistake_is_taken_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.session.MANY", 1)
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar = cables(root)[0].with_suffix(".yml")
    sidecar.write_text("title: Another title\n")
    assert session.update()
    assert session.update()
    sidecar.write_text("titel: Another title\n")
    with pytest.raises(ProblemsFound, match="titel"):
        session.update()
    assert files(tmp_path / "site") == before
    sidecar.unlink()
    finish(session)
    compare(root, tmp_path / "site", "mended")


def test_a_mistake_that_is_seen_late_leaves_the_site_as_it_was(root: Path, tmp_path: Path) -> None:
    sidecar = cables(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar.write_text("headnote: Other words [@nobody].\n")
    with pytest.raises(ProblemsFound, match="nobody"):
        finish(session)
    assert files(tmp_path / "site") == before
    assert not session.update()
    sidecar.write_text("headnote: Other words.\n")
    finish(session)
    compare(root, tmp_path / "site", "mended")


def test_a_mistake_leaves_the_site_as_it_was(root: Path, tmp_path: Path) -> None:
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar = cables(root)[0].with_suffix(".yml")
    sidecar.write_text("titel: Another title\n")
    with pytest.raises(ProblemsFound, match="titel"):
        session.update()
    assert files(tmp_path / "site") == before
    sidecar.write_text("title: Another title\n")
    finish(session)
    compare(root, tmp_path / "site", "mended")
