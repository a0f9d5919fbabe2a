"""CSL styles whose layouts are filled no more often than is needed.

pandoc fills the layout of a citation three times and more: as it is cited, without its locator,
and once again for every work that there is, to see which citations look alike; and for each list
it fills the keys that it is sorted by. Nothing of what is wanted here depends on any of that (see
`csl_styles.text_of`): citations and entries are each taken by themselves.

So a layout is put under the condition that there is a locator, which is true of the citation as
it stands and of nothing else. Then every work has to be cited with one, also those whose citation
shall show none: for these all that a style knows of locators is taken out of it.
"""

from __future__ import annotations

from functools import cache

# What is read comes with a package of ours, and no one else can put a file in its place.
from xml.etree import ElementTree as ET

NAMESPACE = "http://purl.org/net/xbiblio/csl"
LOCATOR = "locator"
NOTHING = "nothing"
"""A variable that no work has."""
SHOWING = frozenset({"text", "label"})
"""Elements that show a locator."""
ASKING = frozenset({"if", "else-if"})


@cache
def whole(style: str) -> str:
    """The style for citations that show no locator, and for the list of works."""
    root = _parsed(style)
    for element in root.iter():
        _without_locators(element)
    return _filled_once(root)


@cache
def pinned(style: str) -> str:
    """The style for citations that show their locator; it has no list."""
    root = _parsed(style)
    for listed in root.findall(_tag("bibliography")):
        root.remove(listed)
    return _filled_once(root)


def _parsed(style: str) -> ET.Element:
    return ET.fromstring(style)  # noqa: S314  # see above


def _without_locators(element: ET.Element) -> None:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    variables = element.get("variable", "").split()
    if LOCATOR in variables and name in SHOWING | ASKING:
        told = (NOTHING if variable == LOCATOR else variable for variable in variables)
        element.set("variable", " ".join(told))
    if name in ASKING and LOCATOR in element.attrib:
        # Of which kind it is, which is never true of none; whatever else is asked still is.
        del element.attrib[LOCATOR]
        element.set("is-numeric", f"{element.get('is-numeric', '')} {NOTHING}".strip())


def _filled_once(root: ET.Element) -> str:
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
