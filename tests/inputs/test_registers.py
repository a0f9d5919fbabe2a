"""The registers: what they may contain, each mistake with its line, and the edition's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builders.inputs.register_checks import FOLDER
from builders.inputs.registers import SCHEMAS, read_registers, schemas
from builders.inputs.sources import present_ids, read_sources
from builders.model.entity import Registers
from builders.problems import Problem
from tests.conftest import PROJECT

PEOPLE = """\
vo-thinh:
  label: Vo Thinh
  member_of: [consulate]
  names:
    - Vo
"""
ORGANIZATIONS = """\
consulate:
  label: Consulate General of Vietnam
  place: guangzhou
"""
PLACES = """\
guangzhou:
  label: Guangzhou
  type: city
  lies_in: guangdong
guangdong:
  label: Guangdong
  type: province
"""
RIGHT = {"people": PEOPLE, "organizations": ORGANIZATIONS, "places": PLACES}


def read(
    root: Path,
    files: dict[str, str],
    sources: tuple[str, ...] = (),
    works: tuple[str, ...] = (),
) -> tuple[Registers, list[Problem]]:
    """The registers of a project with these files, and the problems in them."""
    for name, text in files.items():
        path = root / FOLDER / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    of_sources, of_works = ({key: key for key in keys} for keys in (sources, works))
    return read_registers(root, sources=of_sources, works=of_works)


def messages(root: Path, **files: str) -> list[str]:
    found = read(root, {**RIGHT, **files}, ("A", "B"), ("law-1992",))[1]
    return [str(problem).removeprefix("site_src/registers/") for problem in found]


def test_entries_are_read_with_their_lines(tmp_path: Path) -> None:
    registers, wrong = read(tmp_path, RIGHT)
    assert wrong == []
    assert registers.people["vo-thinh"].member_of == ("consulate",)
    assert [name.text for name in registers.people["vo-thinh"].all_names()] == ["Vo Thinh", "Vo"]
    assert registers.where("guangdong") == ("site_src/registers/places.yml", 5)
    assert registers.where("vo-thinh", "names", 0, "text").line == 5
    assert registers.get("consulate") is registers.organizations["consulate"]
    assert [identifier for identifier, _ in registers.entities()] == [
        "vo-thinh",
        "consulate",
        "guangzhou",
        "guangdong",
    ]


def test_without_files_the_registers_are_empty(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == (Registers(), [])


def test_a_name_may_be_a_text_or_a_record(tmp_path: Path) -> None:
    people = "li:\n  label: Li Yi\n  names:\n    - {text: Li, in: [A]}\n    - Madame Li\n"
    registers, wrong = read(tmp_path, {"people": people})
    assert wrong == []
    label, short, polite = registers.people["li"].all_names()
    assert (short.within, short.is_unconditional) == (("A",), False)
    assert label.is_unconditional
    assert polite.text == "Madame Li"


@pytest.mark.parametrize(
    ("register", "text", "message"),
    [
        (
            "people",
            "vo:\n  label: Vo\n  roel: x\n",
            "people.yml:3: error: unknown key `vo.roel` [unknown-key]. Did you mean `role`?",
        ),
        (
            "people",
            "vo:\n  label: Vo Thinh\n  names:\n    - text: Vo\n      not-in: [A]\n",
            "people.yml:5: error: unknown key `vo.names[1].not-in` [unknown-key]. Did you mean `not_in`?",
        ),
        (
            "people",
            "vo:\n  role: x\n",
            (
                "people.yml:1: error: `vo.label` is missing [missing-key]."
                " The preferred label, in the language of the edition."
            ),
        ),
        (
            "people",
            "vo:\n  label: Vo Thinh\n  names: Vo\n",
            'people.yml:3: error: `vo.names` must be a list (lines that begin with `- `) [wrong-value]. Write `names: ["…"]`, even for one.',
        ),
        (
            "people",
            "vo: Vo\n",
            "people.yml:1: error: `vo` must be a mapping (lines of `key: value`) [wrong-value]. Put its fields below it, each on a line of its own and indented by two more spaces.",
        ),
        (
            "people",
            "- vo\n",
            "people.yml:1: error: the file must be a mapping (lines of `key: value`) [wrong-value]. Each entry begins with its identifier (`the-harbour:`), with its fields below it.",
        ),
        (
            "people",
            "Vo_Thinh:\n  label: Vo Thinh\n",
            "people.yml:1: error: `Vo_Thinh` cannot be an id [bad-id]. Use lower-case ASCII letters, digits and `-`: it becomes an address.",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  member_of:\n    - consulat\n",
            "people.yml:4: error: `vo.member_of` names `consulat`, which is in no register [unknown-id]. Did you mean `consulate`?",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  member_of: [guangzhou]\n",
            "people.yml:3: error: `vo.member_of` names `guangzhou`, which is a place and not an organization [wrong-kind].",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  see_also: [vo]\n",
            "people.yml:3: error: `vo.see_also` names the entry itself [circle].",
        ),
        (
            "people",
            "guangzhou:\n  label: Vo\n",
            "places.yml:1: error: the id `guangzhou` is also used in site_src/registers/people.yml:1 [duplicate-id]. Ids are addresses and must be unique across all registers.",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  period: 2008 to 2013\n",
            "people.yml:3: error: `vo.period` is not valid: '2008 to 2013' is not a date in EDTF [wrong-value]. Write `2008/2013`.",
        ),
        (
            "people",
            "vo:\n  label: Vo Thinh\n  names:\n    - text: Vo\n      in: [AA]\n",
            "people.yml:5: error: `vo.names[1].in`: no source `AA` [unknown-source]. Did you mean `A`?",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  names:\n    - {text: V, in: [A], not_in: [B]}\n",
            "people.yml:4: error: `vo.names[1]` is not valid: `in` and `not_in` exclude each other [wrong-value].",
        ),
        (
            "people",
            "vo:\n  label: Vo\n  names:\n    - Thinh\n    - Vo\n",
            "people.yml:5: error: `vo` has the name `Vo` twice [doubled-name]. The label already counts as a name.",
        ),
        (
            "places",
            PLACES + "canton:\n  label: Canton\n  type: city\n  names: [Guangzhou]\n",
            "places.yml:11: error: `Guangzhou` is a name of `canton` and of `guangzhou` (site_src/registers/places.yml:2) [name-clash]. Limit one of them with `in`, `not_in` or `when`.",
        ),
        (
            "places",
            PLACES + "  lies_in: guangzhou\n",
            "places.yml:4: error: `lies_in` leads back to itself: `guangzhou` → `guangdong` → `guangzhou` [circle].",
        ),
        (
            "places",
            PLACES + "  latitude: 23.1\n",
            "places.yml:5: error: `guangdong` is not valid: `latitude` and `longitude` go together [wrong-value].",
        ),
        (
            "works",
            "law-1993:\n  names: [the women's law]\n",
            "works.yml:1: error: the work `law-1993` is not in references.bib [unknown-work]. Did you mean `law-1992`?",
        ),
        (
            "works",
            "law-1992:\n  names: []\n",
            "works.yml:2: error: `law-1992.names` must not be empty [wrong-value].",
        ),
    ],
)
def test_each_mistake_gives_one_clear_message(
    tmp_path: Path, register: str, text: str, message: str
) -> None:
    assert messages(tmp_path, **{register: text}) == [message]


def test_a_bad_entry_does_not_hide_the_others(tmp_path: Path) -> None:
    broken = {"organizations": "consulate:\n  label: x\n  palce: guangzhou\n"}
    registers, wrong = read(tmp_path, {**RIGHT, **broken})
    assert [problem.code for problem in wrong] == ["unknown-key"]
    assert "vo-thinh" in registers.people


def test_bytes_that_are_not_utf_8_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "people.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"vo:\n  label: V\xf3\n")
    (problem,) = read_registers(tmp_path)[1]
    assert (problem.code, problem.line) == ("encoding", 2)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Li", "Li", True),
        ("Li", "{text: Li, in: [A]}", False),
        ("{text: Li, in: [A, B]}", "{text: Li, in: [B]}", True),
        ("{text: Li, in: [A]}", "{text: Li, in: [B]}", False),
        ("{text: Li, when: origin}", "{text: Li, when: origin}", False),
        ("Li", "LI", False),
        ("{text: Li, any_case: true}", "LI", True),
        ("{text: Li, in: [A], prefix: Madame}", "{text: Li, in: [A]}", False),
        ("{text: Li, in: [A], suffix: said}", "{text: Li, in: [A], suffix: said}", True),
    ],
)
def test_two_names_clash_if_only_a_guess_could_tell_them_apart(
    tmp_path: Path,
    one: str,
    other: str,
    clash: bool,  # noqa: FBT001  # a column of the table
) -> None:
    people = f"a:\n  label: Li Yi\n  names: [{one}]\nb:\n  label: Li Er\n  names: [{other}]\n"
    codes = [problem.code for problem in read(tmp_path, {"people": people})[1]]
    assert codes == (["name-clash"] if clash else [])


def test_the_schema_allows_a_name_in_both_its_forms() -> None:
    schema = json.loads(schemas()["people"])
    assert schema["additionalProperties"] == {"$ref": "#/$defs/Person"}
    text, record = schema["$defs"]["Name"]["anyOf"]
    assert text["type"] == ["string", "number"]
    assert set(record["properties"]) >= {"text", "in", "not_in", "when"}
    assert schema["$defs"]["Person"]["properties"]["is_role"]["description"]


@pytest.mark.parametrize("register", sorted(schemas()))
def test_the_schemas_under_version_control_are_up_to_date(register: str) -> None:
    path = PROJECT / SCHEMAS / f"{register}.schema.json"
    assert path.read_text(encoding="utf-8") == schemas()[register]


@pytest.mark.parametrize("register", sorted(schemas()))
def test_each_register_names_its_schema(register: str) -> None:
    path = PROJECT / FOLDER / f"{register}.yml"
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first == f"# yaml-language-server: $schema=../schemas/{register}.schema.json"


CITED_RE = re.compile(r"(?<=[\[\s])@([^\],;\s]+)")
"""The keys cited in a description: `[@zhao-2003]`, `[@09GUANGZHOU176, ¶2; @cbmm-2010-01]`."""
APART_RE = re.compile(r"\[@[^\]]*\]\s+\[@[^\]]*\]")
"""Two citations in separate brackets, which readers see as `(Chu 2010) (Pieke 2004)`."""
KEY_RE = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


@pytest.fixture(scope="module")
def edition() -> Registers:
    sources = present_ids(read_sources(PROJECT)[0])
    works = {key: key for key in works_of_the_edition()}
    registers, wrong = read_registers(PROJECT, sources=sources, works=works)
    assert wrong == []
    return registers


def works_of_the_edition() -> set[str]:
    return set(KEY_RE.findall((PROJECT / "references.bib").read_text(encoding="utf-8")))


def test_every_entry_of_the_edition_has_a_description_citing_known_works(
    edition: Registers,
) -> None:
    known = works_of_the_edition() | {item.source.id for item in read_sources(PROJECT)[0]}
    for identifier, entry in edition.entities():
        assert entry.description, identifier
        for text in (entry.description, entry.inference or ""):
            assert set(CITED_RE.findall(text)) <= known, identifier


def test_works_cited_together_are_in_the_same_brackets() -> None:
    written = (path for path in (PROJECT / "site_src").rglob("*") if path.suffix in {".yml", ".md"})
    texts = {path: path.read_text(encoding="utf-8") for path in written}
    assert len(texts) > 10
    apart = {path.name: APART_RE.findall(text) for path, text in texts.items()}
    assert {name: found for name, found in apart.items() if found} == {}


def test_chinese_names_of_the_edition_have_their_pinyin(edition: Registers) -> None:
    for identifier, entry in edition.entities():
        assert bool(entry.label_zh) == bool(entry.pinyin), identifier


def test_every_place_of_the_edition_lies_in_a_country_or_says_why_not(edition: Registers) -> None:
    for identifier, place in edition.places.items():
        outermost = place
        while outermost.lies_in:
            outermost = edition.places[outermost.lies_in]
        assert outermost.type in {"country", "continent", "region", "border"}, identifier
