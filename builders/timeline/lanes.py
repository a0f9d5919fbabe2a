"""Checks of the lanes that editors define for events, and of the categories that events use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from builders.inputs.records import read_text
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.inputs.spellings import did_you_mean
from builders.inputs.yaml_texts import Location, field_name, parse_yaml
from builders.model.event import PlacedEvent
from builders.model.lane import EventLane
from builders.problems import Problem
from builders.timeline.events import FILE

DOCUMENTS_ID, TEXTS_ID = "doc", "text"
"""Ids, in addresses, of the lanes for documents and for dates in texts."""
MOST_LANES = 12
"""Lanes of events at most: the style sheet has rules for this many, and more are hard to survey."""
HINT_CATEGORY = f"Name it in {PUBLICATION_FILE}, among the `categories` of one of the `lanes`."


class _Mistake(NamedTuple):
    """A mistake in the value under a path of a file, not yet located by line."""

    path: Location
    code: str
    message: str
    hint: str


def problems(
    root: Path, lanes: Sequence[EventLane], events: Iterable[PlacedEvent]
) -> Iterator[Problem]:
    """The problems with the lanes in `publication.yml` and with the categories of events."""
    for file, found in (
        (PUBLICATION_FILE, _lane_mistakes(lanes)),
        (FILE, _category_mistakes(events, lanes)),
    ):
        wrong = tuple(found)
        text = read_text(root, root / file) if wrong else ""
        lines = parse_yaml(text).lines if isinstance(text, str) else {}
        for path, code, message, hint in wrong:
            yield Problem(file, lines.get(path), code, f"{field_name(path)} {message}", hint)


def _lane_mistakes(lanes: Iterable[EventLane]) -> Iterator[_Mistake]:
    ids = dict.fromkeys((DOCUMENTS_ID, TEXTS_ID), "the lane of documents or of dates in texts")
    holders: dict[str | None, str] = {}
    for k, lane in enumerate(lanes):
        at = ("lanes", k)
        if k == MOST_LANES:
            message = f"is one too many: events have at most {MOST_LANES} lanes"
            yield _Mistake(at, "wrong-value", message, "A lane can hold several categories.")
        if lane.id in ids:
            message = f"is `{lane.id}`, as that of {ids[lane.id]} is"
            yield _Mistake((*at, "id"), "duplicate-id", message, "Rename one.")
        ids.setdefault(lane.id, field_name(at))
        for n, category in enumerate(lane.category_ids):
            holder = holders.get(category)
            if holder and category:
                message = f"is `{category}`, which the lane `{holder}` holds"
                where = (*at, "categories", n, "id")
                yield _Mistake(where, "duplicate-id", message, "An event stands on one lane.")
            elif holder:
                message = f"has no `categories`, nor has the lane `{holder}`"
                hint = "Only one lane can hold the events that have no category."
                yield _Mistake(at, "missing-key", message, hint)
            holders.setdefault(category, lane.id)


def _category_mistakes(
    events: Iterable[PlacedEvent], lanes: Iterable[EventLane]
) -> Iterator[_Mistake]:
    can_be = {category for lane in lanes for category in lane.category_ids}
    known = sorted(filter(None, can_be))
    for identifier, category in ((one.id, one.event.category) for one in events):
        if category in can_be:
            continue
        if category is None:
            hint = f"`category` is one of: {', '.join(f'`{one}`' for one in known)}."
            yield _Mistake((identifier,), "missing-key", "has no `category`", hint)
        else:
            message = f"is `{category}`, which no lane of the timeline has"
            hint = did_you_mean(category, known, HINT_CATEGORY)
            yield _Mistake((identifier, "category"), "unknown-category", message, hint)
