"""All mentions of one register entry, source by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import overload

from builders.model.mention import Mention
from builders.model.publication import Entry


class MentionsOf(Sequence["tuple[Entry, Mention]"]):
    """All mentions of one register entry, each with its source; made when they are asked for."""

    __slots__ = ("_count", "_entity", "entries")

    def __init__(self, entity: str, entries: Sequence[Entry], count: int) -> None:
        """Remember the sources from which to get them.

        Args:
            entity: Id of the entry.
            entries: The sources that name it, in their order.
            count: How many mentions they have together.
        """
        self._entity = entity
        self.entries = tuple(entries)
        self._count = count

    @overload
    def __getitem__(self, index: int) -> tuple[Entry, Mention]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Entry, Mention], ...]: ...
    def __getitem__(
        self, index: int | slice
    ) -> tuple[Entry, Mention] | tuple[tuple[Entry, Mention], ...]:
        """One mention or a slice. The whole tuple is made for it."""
        return tuple(self)[index]

    def __len__(self) -> int:
        """The number of mentions."""
        return self._count

    def __iter__(self) -> Iterator[tuple[Entry, Mention]]:
        """All mentions, source by source."""
        for entry, mentions in self.by_source():
            for mention in mentions:
                yield entry, mention

    def by_source(self) -> Iterator[tuple[Entry, tuple[Mention, ...]]]:
        """The sources in order, each with its mentions of the entry."""
        for entry in self.entries:
            yield entry, tuple(entry.annotations.mentions_of(self._entity))


def mentions_by_entity(entries: Iterable[Entry]) -> dict[str, MentionsOf]:
    """From the id of each register entry that is named to its mentions, in order of the sources."""
    named_in: dict[str, list[Entry]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for entry in entries:
        for entity, count in entry.annotations.mention_counts.items():
            named_in[entity].append(entry)
            counts[entity] += count
    return {entity: MentionsOf(entity, those, counts[entity]) for entity, those in named_in.items()}


def sources_of(found: Sequence[tuple[Entry, Mention]]) -> Sequence[Entry]:
    """The sources of the mentions, each once, in order."""
    if isinstance(found, MentionsOf):
        return found.entries
    return list({entry.id: entry for entry, _ in found}.values())


def by_source(
    found: Sequence[tuple[Entry, Mention]],
) -> Iterator[tuple[Entry, tuple[Mention, ...]]]:
    """The sources of the mentions in order, each with the mentions that it has."""
    if isinstance(found, MentionsOf):
        yield from found.by_source()
        return
    for _, group in groupby(found, key=lambda one: one[0].id):
        those = list(group)
        yield those[0][0], tuple(mention for _, mention in those)
