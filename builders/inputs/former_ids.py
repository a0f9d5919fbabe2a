"""Former ids of register entries and events: whose they are, and references that use them."""

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
    """From former ids to present ones, and an error for each that is also an id of another entry.

    Args:
        entries: The entries or events, each with its id.
        taken: All present ids.
        where: From the path of a value to the file and line where it is written.
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


def to_present_ids(ids: Iterable[str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The ids with former ones replaced by present ones, each once."""
    return tuple(dict.fromkeys(now.get(one, one) for one in ids))
