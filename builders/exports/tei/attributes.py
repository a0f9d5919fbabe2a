"""Attributes of TEI P5: identifiers, as far as XML allows them, and dates."""

from __future__ import annotations

import re
from functools import lru_cache

from builders import dates
from builders.markup import Attributes

NAMESPACE = "http://www.tei-c.org/ns/1.0"
ID = "xml:id"

_FIRST = (
    r"A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    r"\u4e00-\u9fa5"
)
NAME_RE = re.compile(rf"[{_FIRST}][-.0-9{_FIRST}]*")
"""An identifier in Latin letters or Chinese that every edition of XML 1.0 allows.

The fifth edition allows far more than the earlier ones, by which libxml2 still judges `xml:id`.
"""
OPEN = ".."
"""EDTF's notation for an open end of an interval."""


def xml_id(address: str) -> dict[str, str]:
    """The `xml:id` of an element; nothing if XML does not allow the address as an identifier."""
    return {ID: address} if NAME_RE.fullmatch(address) else {}


@lru_cache(maxsize=4096)
def datable(edtf: str) -> Attributes:
    """A date in the attributes of `att.datable.w3c`.

    A date that XML Schema cannot express (`1998~`, `2007-XX`) is given by its bounds, and in EDTF
    by `when-custom`.
    """
    if dates.is_plain(edtf):
        return Attributes({"when": edtf})
    begin, interval, end = edtf.partition("/")
    if interval and all(one == OPEN or dates.is_plain(one) for one in (begin, end)):
        given = {"from": begin, "to": end}
        return Attributes({name: value for name, value in given.items() if value != OPEN})
    bounds = dates.parse(edtf)
    within = {"notBefore": bounds.lower, "notAfter": bounds.upper}
    known = {name: day.isoformat() for name, day in within.items() if day}
    return Attributes({**known, "when-custom": edtf, "datingMethod": dates.EDTF_DATATYPE})
