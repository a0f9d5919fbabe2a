"""The registers as JSON, CSV and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]  # ships no types

from builders.exports import registers_json
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
    assert records(files, "people")["guard"]["kind"] == "role"
    place = records(files, "places")["border"]
    assert place["coordinates"] == {"latitude": -12.5, "longitude": -100.25}
    assert records(files, "terms")["law"]["expansion"] == "Legal Affairs Work"


def test_a_record_says_where_its_entry_is_mentioned(
    files: dict[str, bytes], publication: Publication
) -> None:
    record = records(files, "people")["lin-wei"]
    assert record["mentions"] == len(publication.mentions_of["lin-wei"]) == 5
    assert [
        (found["source"], found["paragraph"], found["count"]) for found in record["mentioned_in"]
    ] == [("09GUANGZHOU12", "p1", 2), ("09GUANGZHOU12", "p2", 1), ("letter", "p1", 2)]
    assert record["mentioned_in"][0]["url"] == f"{SITE}sources/09guangzhou12/#p1"
    assert records(files, "people")["guard"]["mentions"] == 0


def test_the_tables_are_as_rfc_4180_has_them(files: dict[str, bytes]) -> None:
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


def test_no_cell_is_carried_out_by_a_spreadsheet(files: dict[str, bytes]) -> None:
    row = {row["id"]: row for row in rows(files, "people")}["guard"]
    assert row["label"] == "'=the guard"
    (place,) = rows(files, "places")
    assert (place["latitude"], place["longitude"]) == ("-12.5", "-100.25")


def test_the_graph_speaks_the_words_of_schema_org(files: dict[str, bytes]) -> None:
    nodes = graph(files)
    person = nodes[f"{SITE}people/lin-wei/"]
    assert person["@type"] == "Person"
    assert {"@value": "林伟", "@language": "zh"} in person["name"]
    assert person["alternateName"] == [
        "Lin",
        {"@value": "Lín Wěi", "@language": "zh-Latn-pinyin"},
    ]
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


def test_the_graph_can_be_expanded_without_asking_anybody(files: dict[str, bytes]) -> None:
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


def test_one_file_has_all_registers(publication: Publication) -> None:
    files = {asset.uri: json.loads(asset.data) for asset in registers_json.assets(publication)}
    whole = files.pop("data/registers.json")
    assert {f"data/{name}.json": found for name, found in whole.items()} == files
