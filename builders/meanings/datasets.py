"""Descriptions of the published data files, dataset by dataset and column by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from builders.data import written
from builders.inputs.yaml_texts import parse_yaml

FILE = "datasets.yml"
TEXTS = "texts"
"""The dataset whose number of files depends on the number of sources."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one member of each object."""

    name: str
    type: str
    """A type of Table Schema: string, integer, number, date."""
    about: str
    several: bool
    """Whether a cell may hold more than one value."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Records of one kind, published in one file or more."""

    name: str
    title: str
    about: str
    files: tuple[str, ...]
    """Paths below `docs/`, the table first; each file has the same records."""
    columns: tuple[Column, ...]


@cache
def datasets() -> tuple[Dataset, ...]:
    """All datasets, in the order in which they are shown."""
    record = _read()
    return tuple(
        Dataset(
            name,
            one["title"],
            one["about"],
            tuple(one.get("files", ())),
            tuple(_column(record["columns"], name, column) for column in one["columns"]),
        )
        for name, one in record["datasets"].items()
    )


def in_chinese() -> Iterator[tuple[str, str]]:
    """Pairs of English and Chinese: titles and descriptions of datasets and columns."""
    record = _read()
    for one in record["datasets"].values():
        yield one["title"], one["title_zh"]
        yield one["about"], one["about_zh"]
    for column in record["columns"].values():
        yield column["about"], column["about_zh"]


def _column(columns: dict[str, dict[str, str]], dataset: str, name: str) -> Column:
    found = columns.get(f"{dataset}.{name}") or columns[name]
    return Column(name, found.get("type", "string"), found["about"], "several" in found)


@cache
def _read() -> dict[str, Any]:
    text = written(FILE)
    record: dict[str, Any] = parse_yaml(text, FILE).value
    return record
