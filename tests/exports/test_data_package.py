"""The description of the data files, and what is in them, agree."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.meanings.datasets import TEXTS, datasets
from builders.model.publication import Publication
from builders.pages.data_page import MOST_TEXTS, text_files
from builders.understand import understand
from tests.conftest import PROJECT

OF_TYPE: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


@pytest.fixture(scope="module")
def files(edition: Path) -> Mapping[str, bytes]:
    site = edition / "site"
    found = (*site.glob("*.json"), *site.glob("data/*"), *site.glob("timeline/*.*"))
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in found if one.is_file()}


def rows(files: Mapping[str, bytes], resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of a resource, read with nothing but what the package says of it."""
    data = files[resource["path"]].decode("utf-8-sig")
    if resource["format"] == "jsonl":
        return [json.loads(line) for line in data.splitlines()]
    return list(csv.DictReader(io.StringIO(data)))


def test_every_table_has_the_described_columns_and_types(files: Mapping[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    assert {one["name"] for one in package["resources"]} == {one.name for one in datasets()}
    for resource in package["resources"]:
        fields = {one["name"]: one["type"] for one in resource["schema"]["fields"]}
        found = rows(files, resource)
        assert found, resource["name"]
        for row in found:
            assert list(row) == list(fields), resource["name"]
            for name, value in row.items():
                if value not in {"", None}:
                    OF_TYPE[fields[name]](value)
        keys = [row["id"] for row in found]
        assert len(set(keys)) == len(keys), resource["name"]


def test_no_table_is_left_out(files: Mapping[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    described = {one["path"] for one in package["resources"]}
    assert described == {uri for uri in files if uri.endswith((".csv", ".jsonl"))}


def test_a_column_with_several_values_is_described_as_such(files: Mapping[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    several = {
        (one.name, column.name) for one in datasets() for column in one.columns if column.several
    }
    for resource in package["resources"]:
        if resource["name"] == TEXTS:
            continue
        for row in rows(files, resource):
            for name, value in row.items():
                if " | " in value:
                    assert (resource["name"], name) in several


def test_a_text_is_what_the_page_of_its_source_reads(
    publication: Publication, files: Mapping[str, bytes]
) -> None:
    texts = {
        one["id"]: one["text"] for one in map(json.loads, files["data/texts.jsonl"].splitlines())
    }
    assert texts.keys() == {entry.id for entry in publication.entries}
    cable = publication.by_id["07GUANGZHOU208"]
    paragraph = cable.document.block("p5").text.text
    assert f"\n\n{paragraph}\n\n" in texts[cable.id]
    assert "VZCZCXRO7105" not in texts[cable.id]


def test_many_texts_are_divided_into_several_files(publication: Publication) -> None:
    many = replace(publication, entries=publication.entries * MOST_TEXTS)
    found = list(text_files(many))
    assert [uri for uri, _ in found[:2]] == ["data/texts.jsonl", "data/texts-2.jsonl"]
    assert [len(entries) for _, entries in found] == [MOST_TEXTS] * len(publication.entries)
