"""JSON Schemas of what people write, made from the types, for completion in editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel


def json_schema(file: str, model: type[BaseModel], key_pattern: str | None) -> str:
    """The JSON Schema of a file of records, for completion in editors.

    Args:
        file: Its name.
        model: The type of each record.
        key_pattern: What the keys must look like, if they are not checked elsewhere.
    """
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    name = schema["title"]
    whole = {
        "title": file,
        "description": "A mapping from ids to records. Made from the types; do not edit.",
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{name}"},
        "$defs": {**definitions, name: schema},
    }
    if key_pattern:
        whole["propertyNames"] = {"pattern": f"^{key_pattern}$"}
    return _schema_file(whole)


def json_schema_of_one(file: str, model: type[BaseModel]) -> str:
    """The JSON Schema of a file that is one record, for completion in editors.

    Args:
        file: Its name.
        model: The type of the record.
    """
    about = {"description": f"{model.__doc__} Made from the type; do not edit."}
    return _schema_file({**model.model_json_schema(), "title": file, **about})


def _with_numbers_allowed(schema: Any) -> Any:
    """The schema with numbers allowed for texts: `date: 1866` is no mistake, but read as a text."""
    if isinstance(schema, list):
        return [_with_numbers_allowed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    typed = {key: _with_numbers_allowed(value) for key, value in schema.items()}
    is_text = typed.get("type") == "string" and "enum" not in typed
    return {**typed, "type": ["string", "number"]} if is_text else typed


def _schema_file(schema: dict[str, Any]) -> str:
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_with_numbers_allowed(schema),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
