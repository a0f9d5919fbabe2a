"""`CITATION.cff`: valid by the Citation File Format 1.2.0, and in agreement with the package."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML

import builders
from tests.conftest import PROJECT

KEYS = frozenset(
    {
        "abstract",
        "authors",
        "cff-version",
        "commit",
        "contact",
        "date-released",
        "doi",
        "identifiers",
        "keywords",
        "license",
        "license-url",
        "message",
        "preferred-citation",
        "references",
        "repository",
        "repository-artifact",
        "repository-code",
        "title",
        "type",
        "url",
        "version",
    }
)
"""All keys that the format allows at the top level."""
REQUIRED = {"authors", "cff-version", "message", "title"}


def record() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load((PROJECT / "CITATION.cff").read_text())
    return found


def test_it_has_all_required_keys_and_no_unknown_ones() -> None:
    found = record()
    assert found.keys() >= REQUIRED
    assert found.keys() <= KEYS
    assert found["cff-version"] == "1.2.0"
    assert found["type"] in {"software", "dataset"}
    assert all(author.keys() & {"name", "family-names", "alias"} for author in found["authors"])
    assert len(set(found["keywords"])) == len(found["keywords"])


def test_it_agrees_with_the_package() -> None:
    found = record()
    assert found["version"] == builders.__version__
    # A string: a bare date would be a YAML timestamp, which the format does not allow.
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["date-released"])
    project = (PROJECT / "pyproject.toml").read_text()
    assert f'license = "{found["license"]}"' in project
    assert found["repository-code"] in project
