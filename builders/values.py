"""Frozen values on their way to another process, or to the disk and back."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")


def sent_by_its_fields(value: type[Value]) -> type[Value]:
    """The data class, whose values are pickled as a call of it.

    A frozen class with slots is otherwise filled field by field, at twice the time; of the
    values that every document has by the hundred each build reads all.
    """
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]  # a data class
    get = attrgetter(*names)

    def reduced(self: Value) -> tuple[type[Value], tuple[Any, ...]]:
        # Of one field alone `get` has the value, and of several a tuple of them.
        return type(self), get(self) if len(names) > 1 else (get(self),)

    value.__reduce__ = reduced  # type: ignore[assignment, method-assign]  # which says how to send it
    return value
