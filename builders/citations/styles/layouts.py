"""Changing CSL styles so that pandoc evaluates a layout no more often than necessary.

pandoc evaluates the layout of a citation at least three times: as cited, without its locator, and
again for every work, to find citations that look alike. For each list it also evaluates the sort
keys. None of that matters here, where every citation and entry stands by itself (see
`csl_styles.adapted_style`).

So the layout is made conditional on a locator, which only the citation as cited has. That means
citing every work with a locator, even where none is to be shown; for those citations, all that
a style does with locators is taken out of it.
"""

from __future__ import annotations

from functools import cache

# The XML that is parsed comes from an installed package, not from users.
from xml.etree import ElementTree as ET

NAMESPACE = "http://purl.org/net/xbiblio/csl"
LOCATOR = "locator"
NOTHING = "nothing"
"""A variable that no work has."""
PRINTING = frozenset({"text", "label"})
"""Elements that can print a locator."""
CONDITIONS = frozenset({"if", "else-if"})


@cache
def without_locators(style: str) -> str:
    """The style for citations that show no locator, and for the list of works."""
    root = _parsed(style)
    for element in root.iter():
        _without_locators(element)
    return _evaluated_once(root)


@cache
def with_locators(style: str) -> str:
    """The style for citations that show their locator; it has no list."""
    root = _parsed(style)
    for listed in root.findall(_tag("bibliography")):
        root.remove(listed)
    return _evaluated_once(root)


def _parsed(style: str) -> ET.Element:
    return ET.fromstring(style)  # noqa: S314  # see above


def _without_locators(element: ET.Element) -> None:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    variables = element.get("variable", "").split()
    if LOCATOR in variables and name in PRINTING | CONDITIONS:
        kept = (NOTHING if variable == LOCATOR else variable for variable in variables)
        element.set("variable", " ".join(kept))
    if name in CONDITIONS and LOCATOR in element.attrib:
        # The test of a locator's kind becomes one that is always false; other tests stay.
        del element.attrib[LOCATOR]
        element.set("is-numeric", f"{element.get('is-numeric', '')} {NOTHING}".strip())


def _evaluated_once(root: ET.Element) -> str:
    for part in root:
        for keys in part.findall(_tag("sort")):
            part.remove(keys)
    for layout in root.iterfind(f"{_tag('citation')}/{_tag('layout')}"):
        choice = ET.Element(_tag("choose"))
        ET.SubElement(choice, _tag("if"), variable=LOCATOR).extend(layout)
        layout[:] = [choice]
    ET.register_namespace("", NAMESPACE)
    return ET.tostring(root, encoding="unicode")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
