"""What people write in YAML: the base class of all records, and types that many of them share."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema

ID_RE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""An identifier used in addresses, of an entry, an event, a note or a work: `gallagher-2010`."""
Id = Annotated[str, StringConstraints(pattern=f"^{ID_RE.pattern}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


class Written(BaseModel):
    """A record that a person writes: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class TextOrRecord(Written):
    """A record that may also be given as a plain text, which is then its first field."""

    @model_validator(mode="before")
    @classmethod
    def _of_a_text(cls, value: Any) -> Any:
        return {next(iter(cls.model_fields)): value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of a string or of the record, so that text editors can complete either."""
        record = handler.resolve_ref_schema(handler(core_schema))
        return {"anyOf": [{"type": "string", "minLength": 1}, record]}
