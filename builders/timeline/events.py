"""The register of events as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.inputs.records import read_records, read_text
from builders.inputs.schemas import json_schema
from builders.inputs.yaml_texts import Location, cut_short, swallowed_items
from builders.model.entity import Where
from builders.model.event import Event
from builders.model.written import ID_RE
from builders.problems import Problem, Severity

FILE = "site_src/registers/events.yml"


@dataclass(frozen=True, slots=True)
class WrittenEvents:
    """The register as written: its events by id, and the line on which each value stands."""

    events: Mapping[str, Event]
    lines: Mapping[Location, int]

    def where(self, *path: str | int) -> Where:
        """The file and line of the value under a path, or of the nearest value enclosing it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Where(FILE, self.lines.get(path))

    def problem(
        self,
        path: Location,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem located at the value under a path."""
        return Problem(*self.where(*path), code, message, hint, severity)


def read_events(root: Path) -> tuple[WrittenEvents, list[Problem]]:
    """The register and the problems found in reading it; a missing file counts as an empty one."""
    path = root / FILE
    if not path.exists():
        return WrittenEvents({}, {}), []
    text = read_text(root, path)
    if isinstance(text, Problem):
        return WrittenEvents({}, {}), [text]
    events, lines, problems = read_records(text, FILE, Event)
    return WrittenEvents(events, lines), [
        *problems,
        *cut_short(text, FILE),
        *swallowed_items(text, FILE),
    ]


def schema() -> str:
    """The JSON Schema of the file, for completion in editors."""
    return json_schema(Path(FILE).name, Event, ID_RE.pattern)
