"""Values that go to another process come back unchanged."""

from __future__ import annotations

import pickle

import pytest

from builders.aligned_text import AlignedText
from builders.model.document import Block, Role
from builders.model.mention import Mention
from builders.spans import Span

TEXT = AlignedText.verbatim("one two").replace([(Span(0, 3), "1")])
VALUES = [
    TEXT,
    Mention("vo-thinh", "person", "Vo Thinh", "p1", Span(0, 3), Span(0, 1), "1"),
    Block("p", Role.TEXT, (Span(0, 7),), TEXT, id="p1", n=1, emphasis=(Span(4, 7),)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_survives_pickling(value: object) -> None:
    sent = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    again = pickle.loads(sent)  # noqa: S301  # written on the line above
    assert again == value
    assert type(again) is type(value)
    assert hash(again) == hash(value)


def test_unpickled_mentions_share_their_common_texts() -> None:
    sent = pickle.dumps(VALUES[1])
    one, other = pickle.loads(sent), pickle.loads(sent)  # noqa: S301  # written on the line above
    assert one is not other
    assert one.label is other.label
    assert one.text is other.text
