"""A label is put at the first free one of eight positions around its point."""

from __future__ import annotations

import pytest

from builders.pages.maps.labels import SMALL, Placer, Rect

FAR = 200.0
X, Y, RADIUS = 0.0, 0.0, 3.0
LOW, HIGH = Y + SMALL * 0.5, Y - SMALL * 0.4
"""Just above the lower edge and just below the upper edge of a label directly beside its point."""


@pytest.mark.parametrize(
    ("frame", "anchor", "down"),
    [
        (Rect(-FAR, -FAR, FAR, FAR), "start", 0),
        (Rect(-FAR, -FAR, X, FAR), "end", 0),
        (Rect(-FAR, -FAR, FAR, Y), "middle", -1),
        (Rect(-FAR, Y, FAR, FAR), "middle", 1),
        (Rect(X, -FAR, FAR, LOW), "start", -1),
        (Rect(X, HIGH, FAR, FAR), "start", 1),
        (Rect(-FAR, -FAR, X, LOW), "end", -1),
        (Rect(-FAR, HIGH, X, FAR), "end", 1),
        (Rect(X, HIGH, FAR, LOW), None, 0),
    ],
)
def test_a_label_is_where_the_frame_has_room(frame: Rect, anchor: str | None, down: int) -> None:
    label = Placer(frame).beside(X, Y, RADIUS, "Guangzhou", SMALL)
    if label is None:
        assert anchor is None
        return
    room = label.rect("Guangzhou", SMALL)
    assert (label.anchor, (label.y > Y) - (label.y < Y)) == (anchor, down)
    assert room.within(frame)
    assert not room.overlaps(Rect(X - 1, Y - 1, X + 1, Y + 1))
