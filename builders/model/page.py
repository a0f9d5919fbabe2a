"""What is written into `docs/`: pages, pages that people wrote, other files, and who makes them."""

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
    """The title in Chinese, where what the page is about has one."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """By language, the elements of the head of each further version of the page."""


ASSETS = "assets"
"""Style sheets, scripts, fonts and pictures of the whole site."""
INSTALLED = "installed"
"""The program and all that it needs, in the versions that are installed."""
DESCRIPTIONS = "descriptions"
"""What is said of any entry of the registers."""


@dataclass(frozen=True, slots=True)
class Unit(Generic[Made_co]):
    """A part of what is published that is made by itself: the page of one source, one export."""

    name: str
    """No other unit's: the path of its first file, or the module that makes it."""
    make: Callable[[], Iterable[Made_co]]
    holds: Collection[str] | None = None
    """What of that which can be edited and changes nothing else is in it: the editors' words about
    a source (`sidecar.WORDS`) or an entry of a register (`entity.WORDS`), by identifier; a page
    that a person wrote, by address; `ASSETS`, `INSTALLED`, `DESCRIPTIONS`. None if any of all that may be. When
    such a thing is edited, a unit that does not hold it is left as it was."""

    def through(self, make: Callable[[Unit[Made_co]], Iterable[Other]]) -> Unit[Other]:
        """A unit that makes something else of what this one makes, and of nothing more."""
        return Unit(self.name, partial(make, self), self.holds)


def made(units: Iterable[Unit[Made_co]]) -> Iterator[Made_co]:
    """What the units make, one after the other."""
    for unit in units:
        yield from unit.make()


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
