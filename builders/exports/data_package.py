"""A machine-readable description of the data files: `datapackage.json` (Frictionless Data Package).

Statistical software uses it to read the tables with the type of each column. Its paths may not
lead out of its own folder, so it stands at the root of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builders.meanings.datasets import TEXTS, Column, Dataset, datasets
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.data_page import text_files

DISPLAYS = ()  # see `builders.model.page.Unit`
TABLE = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv"}
LINES = {"format": "jsonl", "mediatype": "application/jsonl"}


def assets(publication: Publication) -> Iterator[Asset]:
    """The description of all tables and texts."""
    package = {
        "profile": "data-package",
        "title": publication.settings.name,
        **_without_empty(
            description=publication.settings.subtitle, homepage=publication.settings.url
        ),
        "resources": [_resource(publication, one) for one in datasets()],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    yield Asset(addresses.DATA_PACKAGE, f"{text}\n".encode())


def _without_empty(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _resource(publication: Publication, dataset: Dataset) -> dict[str, Any]:
    if dataset.name == TEXTS:
        paths = [uri for uri, _ in text_files(publication)]
        form: dict[str, Any] = {"path": paths if len(paths) > 1 else paths[0], **LINES}
    else:
        form = {"path": dataset.files[0], **TABLE}
    return {
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.about,
        **form,
        "encoding": "utf-8",
        "schema": {"fields": [_field(one) for one in dataset.columns], "primaryKey": ["id"]},
    }


def _field(column: Column) -> dict[str, str]:
    about = f"{column.about}; several set apart by ' | '" if column.several else column.about
    return {"name": column.name, "type": column.type, "description": about}
