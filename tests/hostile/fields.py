"""Records of the types that people write, with every field filled, also fields added later."""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

STRINGS = YAML(typ="safe").load((Path(__file__).parent / "strings.yml").read_text(encoding="utf-8"))


def combined_strings() -> list[str]:
    """All strings in a few texts, each of which begins with one that is harmful only at the start."""
    first, others = STRINGS["first"], STRINGS["others"]
    return [" ".join((one, *others[k :: len(first)])) for k, one in enumerate(first)]


def filled_record(model: type[BaseModel], text: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A record of the type with the text in every field, except the values that are given.

    Args:
        model: The type.
        text: The text that is put into every field for text.
        given: Values by the name of a field, or by type and name (`Note.id`), for fields that
            cannot be any text: they must be a date, or name another record. None omits the field.
    """
    record = {}
    for name, field in model.model_fields.items():
        for key in (f"{model.__name__}.{name}", name):
            if key in given:
                value = given[key]
                break
        else:
            value = _value(field.annotation, tuple(field.metadata), text, given)
        if value is not None:
            record[field.alias or name] = value
    return record


def _value(  # noqa: PLR0911  # one for each kind of type
    kind: Any, limits: tuple[Any, ...], text: str, given: Mapping[str, Any]
) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(arguments[0], (*limits, *arguments[1:]), text, given)
    if origin in {Union, types.UnionType}:
        return _value(arguments[0], limits, text, given)
    if origin is tuple:
        return [_value(arguments[0], (), text, given)]
    if origin is Literal:
        return arguments[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return filled_record(kind, text, given)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if kind is bool:
        return True
    if kind in {int, float}:
        return _number(limits)
    return _text(limits, text)


def _number(limits: tuple[Any, ...]) -> float:
    flat = [
        one
        for limit in limits
        for one in (limit.metadata if isinstance(limit, FieldInfo) else [limit])
    ]
    low: float = max((float(str(one.ge)) for one in flat if isinstance(one, Ge)), default=1)
    high: float = min((float(str(one.le)) for one in flat if isinstance(one, Le)), default=1)
    return int(min(max(1, low), high))


def _text(limits: tuple[Any, ...], text: str) -> str:
    patterns = [one.pattern for one in limits if isinstance(one, StringConstraints) and one.pattern]
    if not patterns:
        longest = [getattr(one, "max_length", None) for one in limits]
        return text[: min(filter(None, longest), default=None)].strip()
    if str(patterns[0]).startswith("^https?://"):
        # Everything harmful that the pattern lets through.
        return "https://canary.invalid/'onclick='window.canary=1'{{7*7}}&quot;`)](javascript:x)"
    return "x"
