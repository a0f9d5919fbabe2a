"""Renamed sources and entries: former ids still name them, old addresses still lead to them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.build import make, render
from builders.cli import main
from builders.model.publication import Publication
from builders.storage.memory import Memory
from builders.understand import understand
from tests.pictures import add_facsimiles
from tests.publication import new_publication, understood_publication
from tests.sites import publication_of_sites

PEOPLE = """\
jane-roe:
  label: Jane Roe
  label_zh: 简·罗
  former_ids: [j-roe, roe-1]
  member_of: [old-club]
  see_also: [roe-2, john-roe]
john-roe:
  label: John Roe
  former_ids: [roe-2]
  description: She is in [@Old-1, ¶1], he is not in [@old-book, 7].
  names: [{text: the member, in: [Old-1]}]
"""
FILES = {
    "site_src/publication.yml": "interface: [en, zh]\n",
    "site_src/pages/index.md": (
        "# A publication\n\nSee [@Old-1, ¶1], [her](people/j-roe/index.md#mentions),"
        " [it](sources/old-1/) and [data](sources/old-1/old-1.json).\n\n<!-- muniment: sources -->\n"
    ),
    "site_src/pages/zh/index.md": "# 文献\n\n[她](people/j-roe/index.md)\n",
    "site_src/sources/text/Paper.txt": "Notes\n\nJane Roe, the member of the club, sailed in 2008.\n",
    "site_src/sources/text/Paper.yml": (
        "title: Notes of a member\nformer_ids: [Old-1]\ndate: 2008-05\nnotes:\n"
        "  - {id: one, quote: Jane Roe, kind: explains, note: 'Of the paper, see [@Old-1, ¶1].'}\n"
    ),
    "site_src/registers/people.yml": PEOPLE,
    "site_src/registers/organizations.yml": (
        "club: {label: The Club, former_ids: [old-club], place: old-town}\n"
    ),
    "site_src/registers/places.yml": "town: {label: Town, type: town, former_ids: [old-town]}\n",
    "site_src/registers/works.yml": "cite: {names: [{text: the book of old}]}\n",
    "site_src/registers/events.yml": """\
she-sails:
  title: She sails
  date: 2008
  place: old-town
  participants: [roe-1, old-club]
  former_ids: [voyage]
  evidence:
    - {source: Old-1, quote: sailed in 2008}
    - {work: old-book}
""",
    "references.bib": "@book{cite, author = {Doe, J}, title = {B}, publisher = {P}, year = {2001}, ids = {old-book}}\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renamed") / "publication"


@pytest.fixture(scope="module")
def publication(root: Path) -> Publication:
    add_facsimiles(root, "Paper", "1.png")
    return understood_publication(root, FILES)


@pytest.fixture(scope="module")
def files(root: Path, publication: Publication) -> dict[str, bytes]:
    assert publication.entries
    return {asset.uri: asset.data for asset in make(root)}


def test_former_ids_resolve_in_registers_and_events(publication: Publication) -> None:
    registers = publication.registers
    assert registers.people["jane-roe"].member_of == ("club",)
    assert registers.people["jane-roe"].see_also == ("john-roe",)
    assert registers.people["john-roe"].names[0].within == ("Paper",)
    assert registers.organizations["club"].place == "town"
    (event,) = publication.events
    assert event.entities == {"town", "jane-roe", "club"}
    assert [(one.source, one.work) for one in event.witnesses] == [("Paper", None), (None, "cite")]
    (mention,) = (it for entry, it in publication.mentions_of["john-roe"] if entry.id == "Paper")
    assert mention.text == "the member"


def test_former_ids_resolve_in_citations_wherever_editors_write(files: dict[str, bytes]) -> None:
    for uri, href in (
        ("index.md", "sources/paper/#p1"),
        ("people/john-roe/index.md", "../../sources/paper/#p1"),
        ("sources/paper/index.md", "#p1"),
    ):
        page = files[uri].decode()
        assert f'<a href="{href}"' in page
        assert 'data-cite="Old-1"' not in page
    cited = files["bibliography/paper/index.md"].decode()
    assert cited.count('<mark class="mu-said">') == 3


def test_links_of_editors_pages_to_former_ids_are_updated(files: dict[str, bytes]) -> None:
    page = files["index.md"].decode()
    assert "[her](people/jane-roe/index.md#mentions)" in page
    assert "[it](sources/paper/)" in page
    assert "[data](sources/old-1/old-1.json)" in page
    assert "[她](people/jane-roe/index.md)" in files["zh/index.md"].decode()


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("people/j-roe/", "people/jane-roe/"),
        ("people/roe-1/", "people/jane-roe/"),
        ("organizations/old-club/", "organizations/club/"),
        ("places/old-town/", "places/town/"),
        ("sources/old-1/", "sources/paper/"),
        ("bibliography/old-1/", "bibliography/paper/"),
        ("works/old-book/", "works/cite/"),
    ],
)
def test_every_file_of_a_folder_is_at_the_former_address_too(
    files: dict[str, bytes], former: str, now: str
) -> None:
    """Pages redirect, in both languages; all other files are copies, except pictures."""
    names = {"paper.json": "old-1.json", "paper.xml": "old-1.xml", "Paper.txt": "Old-1.txt"}
    there = {uri: data for uri, data in files.items() if uri.startswith((now, f"zh/{now}"))}
    assert len(there) > 1
    wanted = set()
    for uri, data in there.items():
        folder, _, name = uri.replace(now, former).rpartition("/")
        if name == "card.png" or folder.endswith("/facsimile"):
            continue
        old = f"{folder}/{names.get(name, name)}".replace("index.md", "index.html")
        wanted.add(old)
        if name == "index.md":
            assert f'url=../{now.split("/")[1]}/"' in files[old].decode()
        else:
            assert files[old] == data
    made = {uri for uri in files if uri.startswith((former, f"zh/{former}"))}
    assert made == wanted


def test_a_redirect_names_its_target_in_the_language_of_the_page(files: dict[str, bytes]) -> None:
    for root, said in (("", "at <a {}>Jane Roe</a>."), ("zh/", "位于<a {}>简·罗</a>。")):
        page = files[f"{root}people/j-roe/index.html"].decode()
        assert said.format('href="../jane-roe/"') in page


PLACES_RE = re.compile(
    r'<li id="([\w-]+)" class="[\w-]+">\n<p class="mu-dw"><span id="([\w-]+)"></span>'
)


def test_former_ids_are_still_addresses_on_the_timeline(files: dict[str, bytes]) -> None:
    page = files["timeline/index.md"].decode()
    former = dict(PLACES_RE.findall(page))
    assert former == {"event-she-sails": "event-voyage", "document-paper": "document-old-1"}


def test_the_page_of_a_source_gives_its_former_id(files: dict[str, bytes]) -> None:
    for root, said in (("", "Formerly"), ("zh/", "原编号")):
        page = files[f"{root}sources/paper/index.md"].decode()
        assert f"<dt>{said}</dt><dd><code>Old-1</code></dd>" in page
        assert f"<dt>{said}</dt>" not in files[f"{root}sources/first/index.md"].decode()


def test_exported_data_list_former_ids(files: dict[str, bytes]) -> None:
    told = {
        name: {one["id"]: one["former_ids"] for one in json.loads(files[f"data/{name}.json"])}
        for name in ("people", "organizations", "places", "works", "events", "sources")
    }
    assert told == {
        "people": {"jane-roe": ["j-roe", "roe-1"], "john-roe": ["roe-2"]},
        "organizations": {"club": ["old-club"]},
        "places": {"town": ["old-town"]},
        "works": {"cite": ["old-book"]},
        "events": {"she-sails": ["voyage"]},
        "sources": {"Paper": ["Old-1"], "first": []},
    }
    assert json.loads(files["sources/paper/paper.json"])["former_ids"] == ["Old-1"]


def test_the_parts_of_the_timeline_map_former_ids_to_present_ones(
    files: dict[str, bytes],
) -> None:
    records = json.loads(files["timeline/parts/1.json"])
    told = {one["id"]: one.get("former") for one in records}
    assert told == {"event-she-sails": ["event-voyage"], "document-paper": ["document-old-1"]}
    names = {letter: json.loads(files[f"timeline/parts/names/{letter}.json"]) for letter in "jo"}
    assert names["j"]["j-roe"] == {"now": "jane-roe"}
    assert names["o"] == {
        "old-club": {"now": "club"},
        "old-town": {"now": "town"},
        "source Old-1": {"now": "Paper"},
    }


def test_without_former_ids_there_are_no_redirects(tmp_path: Path) -> None:
    made = make(new_publication(tmp_path / "publication"))
    assert not [asset.uri for asset in made if asset.uri.endswith("index.html")]


@pytest.mark.parametrize(
    ("former", "now"),
    [
        (["timeline", "--entity", "roe-1"], ["timeline", "--entity", "jane-roe"]),
        (["timeline", "--source", "OLD-1"], ["timeline", "--source", "paper"]),
        (["cite", "old-1#p1"], ["cite", "Paper#p1"]),
        (["show", "Old-1"], ["show", "Paper"]),
    ],
)
def test_commands_accept_former_ids(
    root: Path, publication: Publication, former: list[str], now: list[str]
) -> None:
    assert publication.present_key("Old-1") == "Paper"
    said = [CliRunner().invoke(main, [*one, "--project", str(root)]) for one in (former, now)]
    assert [one.exit_code for one in said] == [0, 0]
    assert said[0].output == said[1].output


def test_a_preview_notices_that_a_source_was_renamed(tmp_path: Path) -> None:
    root, memory = new_publication(tmp_path / "publication"), Memory()
    people = root / "site_src/registers/people.yml"
    people.parent.mkdir()
    people.write_text("roe: {label: Roe, names: [{text: a member, in: [old]}]}\n")

    def codes() -> list[str]:
        problems = understand(root, memory=memory).problems
        return [one.code for one in problems if one.code == "unknown-source"]

    assert codes() == ["unknown-source"]
    (root / "site_src/sources/text/first.yml").write_text("former_ids: [old]\n")
    assert codes() == []
    registers = understand(root, memory=memory).publication.registers
    assert registers.people["roe"].names[0].within == ("first",)


def test_a_former_id_leads_to_a_source_that_moved_to_another_site(tmp_path: Path) -> None:
    root = publication_of_sites(tmp_path / "publication")
    sidecar = root / "site_src/sources/press/herald-2009.yml"
    sidecar.write_text(f"{sidecar.read_text()}former_ids: [Herald-1]\n")
    files = render(root, understand(root).without_errors().split())
    made = {one.uri: one.data.decode("utf-8", "replace") for one in files}
    for language in ("", "zh/"):
        page = made[f"{language}sources/herald-1/index.html"]
        assert f'/{language}sources/herald-2009/"' in page
        own = made[f".collections/press/docs/{language}sources/herald-1/index.html"]
        assert 'url=../herald-2009/"' in own
    assert ".collections/press/docs/sources/herald-1/cite.bib" in made
    assert "sources/herald-1/cite.bib" not in made
