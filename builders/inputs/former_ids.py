"""Ids that entries of registers, and events, had before: whose they are, and what is named by them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from builders.model.entity import Entity, Where
from builders.model.event import Event
from builders.problems import Problem


def former_ids(
    entries: Iterable[tuple[str, Entity | Event]],
    taken: Collection[str],
    where: Callable[..., Where],
) -> tuple[dict[str, str], list[Problem]]:
    """From former ids to present ones, and an error for each that is another's.

    Args:
        entries: With their ids.
        taken: All ids that are in use.
        where: Says where a value is written.
    """
    former: dict[str, str] = {}
    problems: list[Problem] = []
    for identifier, entry in entries:
        for k, old in enumerate(entry.former_ids):
            if old in taken or old in former:
                message = f"`{identifier}.former_ids` names `{old}`, which is "
                message += "an id" if old in taken else f"a former id of `{former[old]}`"
                at = where(identifier, "former_ids", k)
                problems.append(Problem(*at, "duplicate-id", message, "Remove it."))
            else:
                former[old] = identifier
    return former, problems


def present(ids: Iterable[str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The ids as they are now, each once."""
    return tuple(dict.fromkeys(now.get(one, one) for one in ids))
