"""What a YAML text spells: texts, lists and mappings, and the line of each. Nothing is constructed.

A scalar is the text that stands there; whoever reads it decides what it means. So `no` is not
false, a date is not a `datetime`, no tag can build an object, and every value knows its line.

ruamel.yaml (YAML 1.2) decides what a text spells and says what is wrong with one, but takes a
third of a millisecond for each record of a register. libyaml, through PyYAML, takes a fiftieth of
that. It knows YAML 1.1, so it is believed only where the two cannot differ: it has no say about
what a scalar means, and whatever is unusual (an anchor, a tag, a tab, a colon in a flow ...) or
not right goes to ruamel.yaml.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from builders.inputs.yaml_mistakes import in_plain_words
from builders.problems import Problem, Severity

Location = tuple[str | int, ...]

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
# The loader that keeps comments marks each line end that it folds with a bell.
_FOLD = "\a"
DEEPEST = 60
COMMENT = " #"
TOO_DEEP = "lists or mappings are nested too deeply"
_READER = getattr(yaml, "CLoader", None)
"""libyaml, where PyYAML was built with it."""
_UNUSUAL_RE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[|>][-+0-9]{0,2}#|\n[ ]+(?=\n|\Z)"
)
"""Tabs, controls, line ends that are none in YAML 1.2; `|#`; a line of blanks."""
_UNUSUAL_IN_A_FLOW_RE = re.compile(r"[:?#]")


@dataclass(slots=True)
class Spelled:
    """What a text spells."""

    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    """The line, from 1, of each value by the keys and indexes that lead to it."""
    problems: list[Problem] = field(default_factory=list)


def spelled(text: str, file: str = "") -> Spelled:
    """The value that a YAML text spells, or what is wrong with it; None for an empty text.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
    """
    try:
        return _by_libyaml(text) or _by_ruamel(text, file)
    except _TooDeepError:
        return Spelled(problems=[Problem(file, None, "yaml", TOO_DEEP)])


class _TooDeepError(Exception):
    """More lists in lists than anybody writes; each further one takes longer than the one before."""


class _UnusualError(Exception):
    """A text that is left to the slow and sure way."""


def _by_libyaml(text: str) -> Spelled | None:
    """The value of a usual text, None for any other."""
    if _READER is None or _UNUSUAL_RE.search(text):
        return None
    try:
        return _document(yaml.parse(text, Loader=_READER))
    except (yaml.YAMLError, _UnusualError, RecursionError):
        return None


def _document(events: Iterator[Any]) -> Spelled:
    """The value of the only document, a mapping or a list, and nothing but that."""
    found = Spelled()
    next(events)  # the stream
    first = next(events)
    if isinstance(first, yaml.StreamEndEvent):
        return found
    root = next(events)
    if first.explicit or isinstance(root, yaml.ScalarEvent):
        raise _UnusualError
    found.value = _value(events, root, (), found.lines, in_flow=False)
    if next(events).explicit or not isinstance(next(events), yaml.StreamEndEvent):
        raise _UnusualError  # `...`, another document
    return found


def _value(
    events: Iterator[Any], event: Any, at: Location, lines: dict[Location, int], *, in_flow: bool
) -> Any:
    """The value that begins with an event; the events up to its end are taken.

    Args:
        events: What follows.
        event: What begins it.
        at: Where the value is in the document.
        lines: Of each place so far, and then of all in the value.
        in_flow: Whether it stands in brackets or braces.

    Raises:
        _UnusualError: it is left to the sure way.
        _TooDeepError: it is within too many others.
    """
    if len(at) > DEEPEST:
        raise _TooDeepError
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
        raise _UnusualError
    if at not in lines:
        lines[at] = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, in_flow=in_flow)
    in_flow = in_flow or bool(event.flow_style)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_value(events, item, (*at, len(items)), lines, in_flow=in_flow))
        return items
    record: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        name = _key(key, in_flow=in_flow)
        if name in record:
            raise _UnusualError
        here = (*at, name)
        lines[here] = key.start_mark.line + 1
        record[name] = _value(events, next(events), here, lines, in_flow=in_flow)
    return record


def _scalar(event: Any, *, in_flow: bool) -> str | None:
    """What it says; None for one of YAML's words for nothing, where it is not quoted."""
    value: str = event.value
    if event.style:
        return value
    if in_flow and _UNUSUAL_IN_A_FLOW_RE.search(value):
        raise _UnusualError
    return None if value in NULL_WORDS else value


def _key(event: Any, *, in_flow: bool) -> str:
    """A key as people write them: some words on one line."""
    if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
        raise _UnusualError
    name: str = event.value
    if "\n" in name or event.style in {"|", ">"}:
        raise _UnusualError
    if in_flow and not event.style and _UNUSUAL_IN_A_FLOW_RE.search(name):
        raise _UnusualError
    return name


def _by_ruamel(text: str, file: str) -> Spelled:
    try:
        with warnings.catch_warnings():
            # Anchors are refused below, whether they are given once or twice.
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        meant = in_plain_words(text, error)
        return Spelled(problems=[Problem(file, meant.line, "yaml", meant.message, meant.hint)])
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"the character U+{ord(text[error.position]):04X} is not allowed in YAML"
        return Spelled(problems=[Problem(file, line, "yaml", what, "Remove it.")])
    except (AssertionError, NotImplementedError):
        # It keeps comments for those who write YAML back, and gives up on some of their places.
        what = "a comment stands where a value should begin"
        return Spelled(problems=[Problem(file, None, "yaml", what, "Give it a line of its own.")])
    except RecursionError:
        return Spelled(problems=[Problem(file, None, "yaml", TOO_DEEP)])
    found = Spelled()
    if node is not None:
        found.value = _plain(node, (), found, file)
    return found


def _plain(node: Node, at: Location, found: Spelled, file: str) -> Any:
    lines, problems = found.lines, found.problems
    lines.setdefault(at, node.start_mark.line + 1)
    if node.anchor is not None:
        # Nobody needs them here, and a few lines of them can spell a billion values.
        problems.append(
            Problem(
                file,
                lines[at],
                "yaml",
                "anchors (`&name`) are not used here",
                "Repeat what it stands for; put a text that begins with `&` in quotation marks.",
            )
        )
        return None
    if str(node.tag).startswith("!"):
        message, hint = "a text cannot begin with `!`", "Put it in quotation marks."
        problems.append(Problem(file, lines[at], "yaml", message, hint))
        return None
    if isinstance(node, ScalarNode):
        if node.style is None and node.value in NULL_WORDS:
            return None
        return node.value.replace(_FOLD, "") if node.style == ">" else node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, (*at, i), found, file) for i, item in enumerate(node.value)]
    if not isinstance(node, MappingNode):  # pragma: no cover  # YAML has three kinds of node
        raise TypeError(node)
    record: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        line = key_node.start_mark.line + 1
        if key in record:
            message = f"{field_name((*at, key))} is given twice"
            hint = f"It is also on line {lines[(*at, key)]}: keep one of them."
            problems.append(Problem(file, line, "duplicate-key", message, hint))
        lines[(*at, key)] = line
        record[key] = _plain(value_node, (*at, key), found, file)
    return record


def cut_short(text: str, file: str) -> Iterator[Problem]:
    """A warning for each text that ends before a number: `Letter #3` is `Letter`, and a comment.

    A comment begins with a blank, where anybody begins one on purpose.
    """
    lines = text.splitlines() if COMMENT in text else ()
    suspects = {
        number: before.strip()
        for number, line in enumerate(lines, 1)
        for before, found, after in [line.partition(COMMENT)]
        if found and after[:1].isdigit()
    }
    if not suspects:
        return
    read = spelled(text)
    for location, number in () if read.problems else read.lines.items():
        value = read.value
        for part in location:
            value = value[part]
        # Within a block of text, or in quotation marks, all of it is read.
        before = suspects.get(number)
        if before and isinstance(value, str) and value and _ends_with(before, value):
            message = f"{field_name(location)} ends before the `#`: what follows is a comment"
            hint = "If it belongs to the text, put that in quotation marks."
            yield Problem(file, number, "cut-short", message, hint, Severity.WARNING)


def _ends_with(line: str, value: str) -> bool:
    """Whether a line has a plain value at its end, which no quotation mark closes."""
    return line.endswith(value) and line[: -len(value)].rstrip().endswith((":", "-"))


def field_name(location: Location) -> str:
    """A field as a person would point at it: `emendations[2].read`."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return f"`{text}`" if text else "the file"
