"""How frozen values are pickled, for another process or for the disk."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")


def sent_by_its_fields(value: type[Value]) -> type[Value]:
    """The data class, with instances that are pickled as a call of it.

    Otherwise a frozen class with slots is filled field by field, which takes twice as long, and
    every build reads hundreds of such values for each document.
    """
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]  # a data class
    get = attrgetter(*names)

    def reduced(self: Value) -> tuple[type[Value], tuple[Any, ...]]:
        # For a single field `attrgetter` returns the value itself, not a tuple.
        return type(self), get(self) if len(names) > 1 else (get(self),)

    value.__reduce__ = reduced  # type: ignore[assignment, method-assign]  # which says how to send it
    return value
