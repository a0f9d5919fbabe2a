"""A collection of a publication that is published as a site of its own, as the editors set it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from builders.model.written import ID_RE, Text, Written

Name = Annotated[str, StringConstraints(pattern=f"^{ID_RE.pattern}$", max_length=60)]
"""It stands in addresses and names a folder."""
Year = Annotated[int, Field(ge=1, le=9999)]


def _several(value: object) -> object:
    """One value is a list of one."""
    return (value,) if isinstance(value, str) else value


def _address(url: str) -> str:
    """With the slash at its end, which every address of a site has."""
    return url.rstrip("/") + "/"


Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]
Address = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s/?#\"'<>;,]+(?:/[^\s?#\"'<>;,]*)?$"),
    AfterValidator(_address),
]  # fmt: skip
"""Of a site. It stands in the policy of its pages, where signs that divide have a meaning."""


class Rest(StrEnum):
    """What becomes of the sources that no collection has."""

    MAIN = "main"
    ERROR = "error"


class Rule(Written):
    """Which sources belong: those of which all that is given is true."""

    kind: Texts = ()
    """What they are: `cable`, or several."""
    from_year: Year | None = None
    """The first year of their dates."""
    to_year: Year | None = None
    """The last."""
    files: Texts = ()
    """Where they lie below `site_src/sources/`: `cables/*`, `**/0?GUANGZHOU*.txt`."""
    originator: Texts = ()
    """Whom they are from, as their pages name it."""
    tag: Texts = ()
    """TAGS, one of which they have."""

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        if not self.model_fields_set:
            raise ValueError("must say which sources belong to it")
        if self.from_year and self.to_year and self.from_year > self.to_year:
            raise ValueError("`from_year` must not be later than `to_year`")
        return self


class Collection(Written):
    """Sources that are published apart. The first collection whose rule is true of a source has it."""

    name: Name
    """Of its folder: `cables`."""
    title: Text
    title_zh: Text | None = None
    description: Text | None = None
    """A sentence for readers."""
    description_zh: Text | None = None
    site_url: Address
    """Where it is published."""
    sources: Rule
    """Which sources belong to it."""
    moved: bool = False
    """Whether its sources were published with the others before: their old addresses then lead on."""
