"""The bill of materials names what the site was made with, and is valid CycloneDX."""

from __future__ import annotations

import json
from importlib import resources
from importlib.metadata import version
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from builders.exports.sbom_cdx import assets
from builders.model.publication import Publication


@pytest.fixture(scope="module")
def bill() -> Any:
    publication: Publication = None  # type: ignore[assignment]  # it does not matter which
    made = list(assets(publication))
    assert [asset.data for asset in made] == [asset.data for asset in assets(publication)]
    return json.loads(made[0].data)


def test_the_bill_of_materials_is_valid_by_the_official_schema(bill: Any) -> None:
    folder = resources.files("cyclonedx.schema").joinpath("_res")
    schemas = {
        name: json.loads(folder.joinpath(f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))
        for name in ("bom-1.6", "spdx", "jsf-0.82")
    }
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    validator = Draft7Validator(schemas["bom-1.6"], registry=registry)
    assert [error.message for error in validator.iter_errors(bill)] == []
    assert list(validator.iter_errors({**bill, "components": [{"name": "x"}]}))


def test_the_bill_names_every_dependency_with_its_version(bill: Any) -> None:
    named = {one["name"]: one["version"] for one in bill["components"]}
    for name in ("mkdocs-material", "pybtex", "pypandoc-binary", "pymdown-extensions"):
        assert named[name] == version(name)
    assert not named.keys() & {"pytest", "mypy", "muniment"}
    assert {one["type"] for one in bill["components"]} == {"library"}
    assert bill["metadata"]["component"]["type"] == "application"


def test_each_reference_leads_to_a_component(bill: Any) -> None:
    known = {one["bom-ref"] for one in [bill["metadata"]["component"], *bill["components"]]}
    assert len(known) == 1 + len(bill["components"])
    for one in bill["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= known
