"""The software that made the site, as a bill of materials in CycloneDX 1.6 (JSON).

It has no timestamp and no random serial number: the same packages give the same file.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement

from builders import __version__
from builders.model.page import INSTALLED, Asset
from builders.model.publication import Publication

DISPLAYS = (INSTALLED,)  # see `builders.model.page.Unit`
URI = "sbom.cdx.json"
MUNIMENT = "muniment"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/")


def assets(_publication: Publication) -> Iterator[Asset]:
    """The bill of materials; none in a bare checkout, whose dependencies are not known."""
    if bill := installed():
        yield Asset(URI, bill)


@cache
def installed() -> bytes:
    """The bill of materials of this installation; empty if Muniment is not installed."""
    try:
        found = _required_packages()
    except PackageNotFoundError:
        return b""
    return (json.dumps(_bill(found), ensure_ascii=False, indent=1) + "\n").encode()


def _required_packages() -> dict[str, Distribution]:
    """Muniment and all packages that it requires on this system, by name."""
    found: dict[str, Distribution] = {}
    wanted = [MUNIMENT]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = distribution(name)
            wanted.extend(_requirements(found[name]))
    return dict(sorted(found.items()))


def _requirements(package: Distribution) -> list[str]:
    """Names of the packages that a package requires on this system, extras excluded."""
    needed = (Requirement(line) for line in package.requires or ())
    return sorted(
        {
            _normalized(one.name)
            for one in needed
            if not one.marker or one.marker.evaluate({"extra": ""})
        }
    )


def _bill(found: dict[str, Distribution]) -> dict[str, Any]:
    reference = {name: _purl(name, package) for name, package in found.items()}
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(found[MUNIMENT], reference[MUNIMENT], MUNIMENT)},
        "components": [
            _component(package, reference[name], name)
            for name, package in found.items()
            if name != MUNIMENT
        ],
        "dependencies": [
            {
                "ref": reference[name],
                "dependsOn": [reference[one] for one in _requirements(package)],
            }
            for name, package in found.items()
        ],
    }
    serial = uuid.uuid5(NAMESPACE, json.dumps(bill, sort_keys=True))
    return {**bill, "serialNumber": f"urn:uuid:{serial}"}


def _component(package: Distribution, reference: str, name: str) -> dict[str, Any]:
    own = name == MUNIMENT
    component: dict[str, Any] = {
        "type": "application" if own else "library",
        "bom-ref": reference,
        "name": name,
        "version": __version__ if own else package.version,
        "purl": reference,
    }
    if "License-Expression" in package.metadata:
        component["licenses"] = [{"expression": package.metadata["License-Expression"]}]
    return component


def _purl(name: str, package: Distribution) -> str:
    version = __version__ if name == MUNIMENT else package.version
    return f"pkg:pypi/{name}@{version}"


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
