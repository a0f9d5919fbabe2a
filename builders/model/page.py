"""What is written into `docs/`: pages, other files, and the units that make them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

Made_co = TypeVar("Made_co", covariant=True)
"""What a unit makes: pages, assets, or both."""
Other = TypeVar("Other")


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
    title_zh: str = ""
    """The title in Chinese, if the subject of the page has one."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """For each further language of the page, the elements that go into its HTML head."""


ASSETS = "assets"
"""In `Unit.displays`: the style sheets, scripts, fonts and pictures of the whole site."""
INSTALLED = "installed"
"""In `Unit.displays`: the program and its dependencies, in the versions that are installed."""
DESCRIPTIONS = "descriptions"
"""In `Unit.displays`: the words about any register entry."""


def citing(key: str) -> str:
    """In `Unit.displays`: the editors' sentences that cite a work (no identifier contains a space)."""
    return f"citing {key}"


@dataclass(frozen=True, slots=True)
class Unit(Generic[Made_co]):
    """A part of the output that is made by itself: the page of one source, one export."""

    name: str
    """Unique among units: the path of its first file, or the module that makes it; if a module makes
    several, they are numbered (`module#12`)."""
    make: Callable[[], Iterable[Made_co]]
    displays: Collection[str] | None = None
    """What the unit contains of those inputs from which nothing else is derived: the editors' words
    about a source (`sidecar.DISPLAY_FIELDS`) or a register entry (`entity.DISPLAY_FIELDS`), by
    identifier; a page that a person wrote, by address; the sentences that cite a work (`citing`);
    `ASSETS`, `INSTALLED`, `DESCRIPTIONS`. None if it may contain any of them. When such an input is
    edited, the units that do not contain it are left as they are."""

    def through(self, make: Callable[[Unit[Made_co]], Iterable[Other]]) -> Unit[Other]:
        """A unit that makes something else from what this one makes, and from nothing more."""
        return Unit(self.name, partial(make, self), self.displays)


def make_all(units: Iterable[Unit[Made_co]]) -> Iterator[Made_co]:
    """What all the units make, one unit after another."""
    for unit in units:
        yield from unit.make()


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page that a person wrote in Markdown."""

    uri: str
    """Path below `docs/`, as below `site_src/pages/`: `method.md`."""
    path: str
    """Path of the file it was written in, relative to the project, for messages."""
    text: str
    """Markdown with its front matter, as written but for its line ends, all line feeds."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that is not a page: a download, a style sheet, an export."""

    uri: str
    """Path below `docs/`."""
    data: bytes
