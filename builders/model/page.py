"""What is to be written into `docs/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a template, plain values to fill it with, and front matter for MkDocs."""

    uri: str
    """Path below `docs/`: `sources/09guangzhou176/index.md`."""
    template: str
    """Name of the template in `site_src/templates/`."""
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    """Strings, numbers, lists, mappings, frozen values, and `Markup` made by `builders.markup`."""
    description: str | None = None
    """A sentence for search engines and link previews."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter (`hide`, `search`)."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page that a person wrote in Markdown."""

    uri: str
    """Path below `docs/`, as below `site_src/pages/`: `method.md`."""
    path: str
    """Where it was written, relative to the project, for messages."""
    text: str
    """Markdown with its front matter, as written."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that is not a page: a download, a style sheet, an export."""

    uri: str
    """Path below `docs/`."""
    data: bytes
