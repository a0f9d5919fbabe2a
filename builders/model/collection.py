"""A collection, as the editors define it: sources that are published as a site of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from builders.model.written import ID_RE, Text, Written

Name = Annotated[str, StringConstraints(pattern=f"^{ID_RE.pattern}$", max_length=60)]
"""A name that is used in addresses and as the name of a folder."""
Year = Annotated[int, Field(ge=1, le=9999)]


def _as_tuple(value: object) -> object:
    """A string as a tuple of one; anything else unchanged."""
    return (value,) if isinstance(value, str) else value


def _with_slash(url: str) -> str:
    """The address with a slash at its end, as every site address has."""
    return url.rstrip("/") + "/"


Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
Address = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s/?#\"'<>;,]+(?:/[^\s?#\"'<>;,]*)?$"),
    AfterValidator(_with_slash),
]  # fmt: skip
"""The address of a site. It also goes into the pages' security policy, so it must hold none of the
characters that separate values there."""


class Rest(StrEnum):
    """What happens to sources that belong to no collection."""

    MAIN = "main"
    ERROR = "error"


class Rule(Written):
    """Which sources belong to a collection: those that meet every condition given."""

    kind: Texts = ()
    """Their kind: `cable`, or a list of kinds."""
    from_year: Year | None = None
    """The earliest year in which their dates may begin."""
    to_year: Year | None = None
    """The latest year in which their dates may begin."""
    files: Texts = ()
    """Patterns of their paths below `site_src/sources/`: `cables/*`, `**/0?GUANGZHOU*.txt`."""
    originator: Texts = ()
    """Who they are from, as their pages name the originator."""
    tag: Texts = ()
    """TAGS, of which they have at least one."""

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        if not any(value for _, value in self):
            raise ValueError("must say which sources belong to it")
        if self.from_year and self.to_year and self.from_year > self.to_year:
            raise ValueError("`from_year` must not be later than `to_year`")
        return self


class Collection(Written):
    """Sources published as a site of their own.

    A source belongs to the first collection whose rule it meets.
    """

    name: Name
    """Name of its folder: `cables`."""
    title: Text
    title_zh: Text | None = None
    description: Text | None = None
    """A sentence for readers."""
    description_zh: Text | None = None
    site_url: Address
    """The address at which it is published."""
    sources: Rule
    """Which sources belong to it."""
    moved: bool = False
    """Whether its sources were on the main site before: their old addresses there then redirect."""
