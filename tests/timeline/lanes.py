"""The lanes of the edition's timeline, and those of a publication that defines none."""

from __future__ import annotations

from builders.inputs.settings import read_settings
from builders.model.lane import ONE_LANE
from builders.pages.timeline.lanes import Lanes
from tests.conftest import PROJECT

EDITION = Lanes(read_settings(PROJECT)[0].lanes)
PLAIN = Lanes(ONE_LANE)
