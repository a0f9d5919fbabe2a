"""The lanes on which a timeline shows its events, and the categories of events, as the editors name them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from builders.model.written import Id, Written

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
"""It has room for two lines beside its lane."""
ChineseName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=11)]
"""It has room for one."""


class Category(Written):
    """What sort of thing happened: a battle, a treaty, a birth."""

    id: Id
    """What events have as their `category`."""
    name: Name
    """What several of them are called: `Battles`."""
    name_zh: ChineseName | None = None
    """The same in Chinese."""


class EventLane(Written):
    """A lane of events."""

    id: Id
    """It stands in addresses of the timeline: `?hide=battles`."""
    name: Name
    """What it shows: `Battles and marches`."""
    name_zh: ChineseName | None = None
    """The same in Chinese."""
    categories: tuple[Category, ...] = ()
    """Which events it holds; without any, those that have no category."""

    @property
    def holds(self) -> tuple[str | None, ...]:
        """The ids of its categories; None stands for events without one."""
        return tuple(category.id for category in self.categories) or (None,)


ONE_LANE = (EventLane(id="events", name="Events", name_zh="事件"),)
"""The lanes of a publication that names none."""
