"""The frames of the map of places, as the editors define them."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Annotated

from pydantic import Field, model_validator

from builders.model.written import Text, Written

Latitude = Annotated[float, Field(ge=-85, le=85)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


MOST_MAPS = len(ascii_uppercase)
"""The most maps that a publication can have: each is marked by a letter on those that show more."""


class MapFrame(Written):
    """A rectangle of the earth that is drawn as one map."""

    name: Text
    """What it shows: `The Pearl River Delta`."""
    name_zh: Text | None = None
    """The name in Chinese."""
    west: Longitude
    east: Longitude
    south: Latitude
    north: Latitude

    @model_validator(mode="after")
    def _is_a_rectangle(self) -> MapFrame:
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("`west` must lie west of `east`, and `south` south of `north`")
        return self
