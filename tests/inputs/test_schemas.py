"""The JSON Schemas with which text editors complete and check sidecars and settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from builders.inputs import settings, sidecars
from tests.conftest import PROJECT

SCHEMAS = {"sidecar": sidecars.schema, "publication": settings.schema}
NEW = PROJECT / "builders/data/new"
WRITTEN = {
    "sidecar": [
        path for root in (PROJECT, NEW) for path in (root / "site_src/sources").rglob("*.yml")
    ],
    "publication": [root / "site_src/publication.yml" for root in (PROJECT, NEW)],
}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_the_schemas_under_version_control_are_up_to_date(
    name: str, schema: Callable[[], str]
) -> None:
    path = PROJECT / f"site_src/schemas/{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize(("name", "path"), [(n, p) for n, paths in WRITTEN.items() for p in paths])
def test_every_file_names_its_schema_and_is_valid_by_it(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    start, _, to = text.split("\n", 1)[0].partition("$schema=")
    assert start == "# yaml-language-server: "
    root = NEW if path.is_relative_to(NEW) else PROJECT
    to_schema = (path.parent / to).resolve().relative_to((root / "site_src").resolve())
    schema = json.loads((PROJECT / "site_src" / to_schema).read_text(encoding="utf-8"))
    assert schema["title"].startswith(name)
    validator = Draft202012Validator(schema)
    # In YAML 1.2, by which text editors check, dates are strings.
    read = YAML(typ="safe", pure=True).load(text)
    record = json.loads(json.dumps(read, default=str))
    assert [str(error.message) for error in validator.iter_errors(record)] == []
    assert len(list(validator.iter_errors({**record, "notez": [], "language": []}))) == 2


def test_a_text_may_look_like_a_number() -> None:
    validator = Draft202012Validator(json.loads(sidecars.schema()))
    assert validator.is_valid({"date": 1866, "facsimiles": [{"file": "1.jpg", "page": 12}]})
    assert not validator.is_valid({"date": True})


def test_every_field_of_a_sidecar_is_described() -> None:
    schema = json.loads(sidecars.schema())
    assert [name for name, one in schema["properties"].items() if not one.get("description")] == []
    notes = schema["$defs"]["Note"]["properties"]
    assert notes["quote"]["description"]
