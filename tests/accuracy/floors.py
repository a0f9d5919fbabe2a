"""Floors of accuracy, which only rise: a field must be read as well as it ever was.

A floor file is `{"field": {"right": n, "all": n}}`. `UPDATE_FLOORS=1 pytest tests/accuracy`
writes the measured values, unless one is below its floor.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

FLOORS = Path(__file__).resolve().parent / "floors"


class Tally:
    """For each field, how many values were checked and how many were right."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.right: defaultdict[str, int] = defaultdict(int)
        self.all: defaultdict[str, int] = defaultdict(int)
        self.wrong: list[str] = []

    def count(self, field: str, document: str, found: object, true: object) -> None:
        """Count one value, and note it for the report if it is wrong."""
        self.all[field] += 1
        if found == true:
            self.right[field] += 1
        else:
            self.wrong.append(f"{document}: {field}: read {found!r}, true is {true!r}")

    def measured(self) -> dict[str, dict[str, int]]:
        """The counts of each field, sorted by field name: the content of a floor file."""
        return {
            field: {"right": self.right[field], "all": self.all[field]}
            for field in sorted(self.all)
        }

    def share(self) -> float:
        """The share of all checked values that were right."""
        return sum(self.right.values()) / max(1, sum(self.all.values()))


def hold(name: str, tally: Tally) -> None:
    """Fail if a field is below its floor; write new floors if `UPDATE_FLOORS` is set."""
    path = FLOORS / f"{name}.json"
    floors = _floors(path)
    measured = tally.measured()
    below = [
        f"{field}: {measured.get(field)} is below the floor {floor}"
        for field, floor in floors.items()
        if _share(measured.get(field)) < _share(floor)
    ]
    report = "\n".join((*below, *tally.wrong))
    assert not below, f"accuracy fell\n{report}"
    if os.environ.get("UPDATE_FLOORS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        return
    assert measured.keys() <= floors.keys(), (
        f"{path.name} has no floor for {sorted(measured.keys() - floors.keys())}; "
        "UPDATE_FLOORS=1 writes it"
    )


def _floors(path: Path) -> dict[str, dict[str, int]]:
    """The floors in a file, where a pair of numbers is short for `right` and `all`."""
    if not path.exists():
        return {}
    written = json.loads(path.read_text(encoding="utf-8"))
    return {
        field: dict(zip(("right", "all"), figures, strict=True))
        if isinstance(figures, list)
        else figures
        for field, figures in written.items()
    }


def _share(figures: dict[str, int] | None) -> float:
    return figures["right"] / figures["all"] if figures and figures["all"] else 0.0
