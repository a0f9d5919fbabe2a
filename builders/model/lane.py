"""The lanes of the timeline and the categories of events, as the editors define them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from builders.model.written import Id, Written

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
"""A name that fits into two lines beside its lane."""
ChineseName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=11)]
"""A name in Chinese that fits into one line beside its lane."""


class Category(Written):
    """A sort of event: battles, treaties, births."""

    id: Id
    """The value that events give as their `category`."""
    name: Name
    """Its name, in the plural: `Battles`."""
    name_zh: ChineseName | None = None
    """The name in Chinese."""


class EventLane(Written):
    """A lane of the timeline, on which events are shown."""

    id: Id
    """Used in addresses of the timeline: `?hide=battles`."""
    name: Name
    """What it shows: `Battles and marches`."""
    name_zh: ChineseName | None = None
    """The name in Chinese."""
    categories: tuple[Category, ...] = ()
    """The categories that it shows; a lane without categories shows the events that have none."""

    @property
    def category_ids(self) -> tuple[str | None, ...]:
        """The ids of the categories that it shows; None stands for events without a category."""
        return tuple(category.id for category in self.categories) or (None,)


ONE_LANE = (EventLane(id="events", name="Events", name_zh="事件"),)
"""The lanes of a publication that defines none."""
