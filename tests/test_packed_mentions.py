"""Packed mentions of a source: whatever their number and places, they come out unchanged."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from builders.model.mention import Mention
from builders.model.packed import MentionsSent, PackedMentions
from builders.spans import Span

ADDRESSES = ("summary", "p1", "p2")
FAR = 200_000
"""An offset that does not fit into two bytes."""


def mention(number: int, block: int, start: int, length: int) -> Mention:
    """A mention of an entry that has two forms, numbered one after the other."""
    entity = f"entry-{number // 2}"
    span = Span(start, start + length)
    text = f"form {number}"
    return Mention(entity, "person", f"Label of {entity}", ADDRESSES[block], span, span, text)


MENTIONS = st.lists(
    st.builds(
        mention,
        st.integers(0, 40),
        st.integers(0, len(ADDRESSES) - 1),
        st.integers(0, FAR),
        st.integers(1, 30),
    ),
    max_size=60,
)


@given(MENTIONS)
@example([mention(number, 0, number, 1) for number in range(300)])
@example([mention(0, 0, (1 << 16) - 2, 1), mention(1, 1, (1 << 16) - 1, 1)])
def test_packed_mentions_are_those_that_were_found(found: list[Mention]) -> None:
    held = PackedMentions(MentionsSent.of(found, ADDRESSES), ADDRESSES, {})
    assert list(held) == found
    assert [held[at] for at in range(len(held))] == found
    for entity in {one.entity for one in found}:
        assert list(held.mentions_of(entity)) == [one for one in found if one.entity == entity]
    assert held.mention_counts == {
        entity: sum(one.entity == entity for one in found)
        for entity in dict.fromkeys(one.entity for one in found)
    }
