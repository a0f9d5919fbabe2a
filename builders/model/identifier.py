"""Identifiers of a source outside the edition: ARK, DOI, Handle, URN or web address.

Only their form is checked. Whether one leads anywhere is seen by `muniment links --check`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from pydantic import StringConstraints

DOI_PATTERN = r"10\.\d{4,9}/\S+"
DOI_RESOLVER = "https://doi.org/"
"""The resolver, whose address followed by a DOI is the address of that DOI."""
_ARK_PATTERN = r"ark:/?[0-9b-df-hj-np-tv-z]+/[^\s<>\"]+"
"""An ARK (draft-kunze-ark): the naming authority's number is of digits and consonants but `l`."""
PATTERN = (
    rf"^(?:{_ARK_PATTERN}|doi:{DOI_PATTERN}|hdl:[^\s/]+/\S+"
    r"|urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[^\s<>\"]+|https?://[^\s<>\"]+)$"
)
IdentifierText = Annotated[str, StringConstraints(pattern=PATTERN)]
"""An identifier as editors write it, in the notation of its scheme."""


class Scheme(StrEnum):
    """The scheme of an identifier, by the names that DataCite gives them."""

    ARK = "ARK"
    DOI = "DOI"
    HANDLE = "Handle"
    URN = "URN"
    URL = "URL"


_RESOLVERS = {
    Scheme.ARK: "https://n2t.net/",
    Scheme.DOI: DOI_RESOLVER,
    Scheme.HANDLE: "https://hdl.handle.net/",
}
"""The global resolver of each scheme that has one. URNs have none that knows all of them."""
_FORMS = (
    (Scheme.ARK, re.compile(rf"\A(?P<address>https?://\S*?/)?(?P<value>{_ARK_PATTERN})")),
    (Scheme.DOI, re.compile(rf"(?:doi:|https?://(?:dx\.)?doi\.org/)(?P<value>{DOI_PATTERN})")),
    (Scheme.HANDLE, re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)(?P<value>[^\s/]+/\S+)")),
    (Scheme.URN, re.compile(r"(?P<value>urn:\S+)")),
    (Scheme.URL, re.compile(r"(?P<value>\S+)")),
)
"""How each scheme is recognised, also within an address. The first that fits is the scheme."""
_UNENCODED = "/:;().,=*+@$~!"
"""Punctuation that an identifier keeps in the path of an address."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier with its scheme."""

    scheme: Scheme
    value: str
    """The identifier itself: `ark:/12025/654xz321`, `10.1000/182`, `4263537/4000`."""
    address: str
    """Where it leads on the web; empty for a URN."""

    @property
    def label(self) -> str:
        """The identifier with the prefix of its scheme, as readers see it: `doi:10.1000/182`."""
        prefixes = {Scheme.DOI: "doi:", Scheme.HANDLE: "hdl:"}
        return f"{prefixes.get(self.scheme, '')}{self.value}"


def identified(written: str) -> Identifier:
    """The identifier that a text of the type `IdentifierText` is."""
    for scheme, form in _FORMS:
        if found := form.fullmatch(written):
            value = found["value"]
            return Identifier(scheme, value, _address(scheme, value, written))
    raise ValueError("not an identifier")


def _address(scheme: Scheme, value: str, written: str) -> str:
    if written.startswith("http"):
        return written
    resolver = _RESOLVERS.get(scheme)
    return f"{resolver}{quote(value, safe=_UNENCODED)}" if resolver else ""
