"""The registers as JSON, CSV and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]  # ships no types

from builders.exports.json_and_csv import MOST_IN_CELL, one_cell
from builders.exports.registers import records as register_records
from builders.model.entity import REGISTERS, Name, Work
from builders.model.publication import Publication
from tests.exports.conftest import SITE

Json = dict[str, Any]
SCHEMA = "https://schema.org/"


def records(files: dict[str, bytes], register: str) -> dict[str, Json]:
    found: list[Json] = json.loads(files[f"data/{register}.json"])
    return {record["id"]: record for record in found}


def rows(files: dict[str, bytes], register: str) -> list[dict[str, str]]:
    text = files[f"data/{register}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def graph(files: dict[str, bytes]) -> dict[str, Json]:
    record = json.loads(files["data/registers.jsonld"])
    return {node["@id"]: node for node in record["@graph"]}


def test_every_promised_address_is_there(files: dict[str, bytes]) -> None:
    for register in ("people", "organizations", "places", "terms", "works", "events"):
        assert isinstance(json.loads(files[f"data/{register}.json"]), list)


def test_a_record_says_what_the_register_says(files: dict[str, bytes]) -> None:
    record = records(files, "people")["lin-wei"]
    assert record["kind"] == "person"
    assert record["url"] == f"{SITE}people/lin-wei/"
    assert record["labels"] == {"en": "Lin Wei", "zh": "林伟", "zh-Latn-pinyin": "Lín Wěi"}
    assert record["names"] == [{"text": "Mr Lin", "in": ["09GUANGZHOU12"]}, {"text": "Lin"}]
    assert record["description"] == "Studies law."
    assert record["description_markdown"] == "Studies *law* [@09GUANGZHOU12, ¶1]."
    assert record["relations"] == {"member_of": ["border-office"]}
    assert record["same_as"] == ["https://example.org/lin"]
    assert (record["born"], record["died"]) == ("1960~", "2011-05-02")
    assert (
        b'<birth notBefore="1960-01-01" notAfter="1960-12-31" when-custom="1960~"'
        in (files["data/registers.xml"])
    )
    assert b'<death when="2011-05-02">2 May 2011</death>' in files["data/registers.xml"]
    assert records(files, "people")["guard"]["kind"] == "role"
    place = records(files, "places")["border"]
    assert place["coordinates"] == {"latitude": -12.5, "longitude": -100.25}
    assert records(files, "terms")["law"]["expansion"] == "Legal Affairs Work"


def test_a_record_says_where_its_entry_is_mentioned(
    files: dict[str, bytes], publication: Publication
) -> None:
    record = records(files, "people")["lin-wei"]
    assert record["mentions"] == len(publication.mentions_of["lin-wei"]) == 5
    # By the dates of the sources, then in the order of their texts.
    assert json.dumps(record["mentioned_in"]) == (
        '{"09GUANGZHOU12": {"p1": 2, "p2": 1}, "letter": {"p1": 2}}'
    )
    assert records(files, "people")["guard"]["mentions"] == 0


def test_a_source_is_described_in_one_table(
    files: dict[str, bytes], publication: Publication
) -> None:
    sources = records(files, "sources")
    assert list(sources) == [entry.id for entry in publication.entries]
    cable = sources["09GUANGZHOU12"]
    assert cable["url"] == f"{SITE}sources/09guangzhou12/"
    assert cable["json"] == f"{SITE}sources/09guangzhou12/09guangzhou12.json"
    assert (cable["kind"], cable["date"]) == ("cable", "2009-03-21")
    for register in REGISTERS:
        for record in records(files, register).values():
            assert set(record["mentioned_in"]) <= set(sources)
    table = {row["id"]: row for row in rows(files, "sources")}
    assert list(table) == list(sources)
    row = table["09GUANGZHOU12"]
    assert (row["date"], row["title"]) == ("2009-03-21", cable["title"])
    assert row["tags"] == "CVIS | CH"
    assert row["originator"] == cable["originator"]


def test_a_work_and_an_entry_of_the_same_id_are_kept_apart(publication: Publication) -> None:
    """Both are looked up by the id; the kind of a mention says which of them is meant."""
    registers = replace(publication.registers, works={"lin-wei": Work(names=(Name(text="Lin"),))})
    both = replace(publication, registers=registers)
    assert [record.mentions for record in register_records.records(both, "works", "")] == [0]
    people = {one.id: one.mentions for one in register_records.records(both, "people", "")}
    assert people == {"guard": 0, "lin-wei": 5}


def test_a_label_in_an_edition_in_chinese_is_the_chinese_one(publication: Publication) -> None:
    chinese = replace(publication, settings=replace(publication.settings, language="zh"))
    labels = {one.id: one.labels for one in register_records.records(chinese, "people", "")}
    assert labels["guard"] == {"zh": "=the guard"}
    assert labels["lin-wei"] == {"zh": "Lin Wei", "zh-Latn-pinyin": "Lín Wěi"}


def test_a_cell_holds_no_more_than_a_spreadsheet_takes() -> None:
    few = [f"09GUANGZHOU{number}#p1" for number in range(100)]
    assert one_cell(few) == " | ".join(few)
    many = [f"09GUANGZHOU{number}#p1" for number in range(5_000)]
    cell = one_cell(many)
    *held, more = cell.split(" | ")
    assert more == "…"
    assert held == many[: len(held)]
    assert MOST_IN_CELL - 30 < len(cell) <= MOST_IN_CELL


def test_a_value_too_long_for_a_cell_is_cut_short() -> None:
    for values in (["x" * MOST_IN_CELL, "y"], ["x" * 2 * MOST_IN_CELL]):
        cell = one_cell(values)
        assert len(cell) == MOST_IN_CELL
        assert cell.endswith("x …")


def test_tables_follow_rfc_4180(files: dict[str, bytes]) -> None:
    for register in ("people", "organizations", "places", "terms", "works"):
        data = files[f"data/{register}.csv"]
        assert data.startswith(b"\xef\xbb\xbfid,")
        assert data.count(b"\n") == data.count(b"\r\n") == len(rows(files, register)) + 1


def test_a_row_says_what_the_register_says(files: dict[str, bytes]) -> None:
    row = {row["id"]: row for row in rows(files, "people")}["lin-wei"]
    assert row["label_zh"] == "林伟"
    assert row["names"] == "Mr Lin | Lin"
    assert row["member_of"] == "border-office"
    assert row["mentions"] == "5"
    assert row["sources"] == "09GUANGZHOU12 | letter"
    assert row["passages"] == "09GUANGZHOU12#p1 | 09GUANGZHOU12#p2 | letter#p1"


def test_no_cell_is_executed_as_a_formula(files: dict[str, bytes]) -> None:
    row = {row["id"]: row for row in rows(files, "people")}["guard"]
    assert row["label"] == "'=the guard"
    (place,) = rows(files, "places")
    assert (place["latitude"], place["longitude"]) == ("-12.5", "-100.25")


def test_the_graph_uses_the_vocabulary_of_schema_org(files: dict[str, bytes]) -> None:
    nodes = graph(files)
    person = nodes[f"{SITE}people/lin-wei/"]
    assert person["@type"] == "Person"
    assert {"@value": "林伟", "@language": "zh"} in person["name"]
    assert person["alternateName"] == [
        "Lin",
        {"@value": "Lín Wěi", "@language": "zh-Latn-pinyin"},
    ]
    assert "birthDate" not in person
    assert person["deathDate"] == "2011-05-02"
    assert person["memberOf"] == [f"{SITE}organizations/border-office/"]
    office = nodes[f"{SITE}organizations/border-office/"]
    assert office["parentOrganization"] == [f"{SITE}organizations/ministry/"]
    assert office["location"] == [f"{SITE}places/border/"]
    place = nodes[f"{SITE}places/border/"]
    assert place["geo"]["latitude"] == -12.5
    assert place["sameAs"] == ["https://sws.geonames.org/42/"]
    assert nodes[f"{SITE}terms/law/"]["@type"] == "DefinedTerm"


def test_every_relation_leads_to_a_node(files: dict[str, bytes]) -> None:
    nodes = graph(files)
    relations = ("memberOf", "parentOrganization", "succeededBy", "location", "seeAlso")
    for node in nodes.values():
        for name in relations:
            assert set(node.get(name, [])) <= set(nodes)


def test_the_graph_can_be_expanded_without_a_request(files: dict[str, bytes]) -> None:
    def refuse(url: str, _: Any) -> None:
        raise AssertionError(url)

    expanded = jsonld.expand(json.loads(files["data/registers.jsonld"]), {"documentLoader": refuse})
    nodes = {node["@id"]: node for node in expanded}
    person = nodes[f"{SITE}people/lin-wei/"]
    assert person["@type"] == [f"{SCHEMA}Person"]
    assert person[f"{SCHEMA}sameAs"] == [{"@id": "https://example.org/lin"}]
    mentions = person["@reverse"][f"{SCHEMA}mentions"]
    assert [page["@id"] for page in mentions] == [
        f"{SITE}sources/09guangzhou12/",
        f"{SITE}sources/letter/",
    ]
    ministry = nodes[f"{SITE}organizations/ministry/"]
    assert ministry["http://purl.org/dc/terms/isReplacedBy"] == [
        {"@id": f"{SITE}organizations/border-office/"}
    ]


def test_one_file_names_all_others(files: dict[str, bytes]) -> None:
    listed = json.loads(files["data/registers.json"])
    graph, tei = listed.pop("graph"), listed.pop("tei")
    names = {*REGISTERS, "events", "sources"}
    assert set(listed) == names
    for name in names:
        assert listed[name]["entries"] == len(records(files, name))
    urls = [
        graph,
        tei,
        *(url for one in listed.values() for key, url in one.items() if key != "entries"),
    ]
    # The texts of the sources are not a register.
    data = {uri for uri in files if uri.startswith("data/") and not uri.startswith("data/texts")}
    assert sorted(urls) == sorted(f"{SITE}{uri}" for uri in data - {"data/registers.json"})
