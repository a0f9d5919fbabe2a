"""Parsing YAML into texts, lists and mappings, with the line of each value. Nothing is constructed.

A scalar stays the text that it is; the caller decides what it means. So `no` is not false, a date
is not a `datetime`, no tag can build an object, and every value has a line.

ruamel.yaml (YAML 1.2) is the authority on what a text means and what is wrong with it, but takes
a third of a millisecond for each record of a register. libyaml, through PyYAML, takes a fiftieth
of that. It implements YAML 1.1, so it is used only where the two cannot differ: it does not
interpret scalars, and whatever is unusual (an anchor, a tag, a tab, a colon in a flow ...) or
invalid goes to ruamel.yaml.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from builders.inputs.yaml_errors import explain_error
from builders.problems import Problem, Severity
from builders.spans import line_texts

Location = tuple[str | int, ...]

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
# ruamel.yaml's round-trip loader marks each folded line end with a bell character.
_FOLD_MARK = "\a"
MAX_DEPTH = 60
COMMENT_START = " #"
TOO_DEEP = "lists or mappings are nested too deeply"
_LIBYAML_LOADER = getattr(yaml, "CLoader", None)
"""libyaml, where PyYAML was built with it."""
_UNUSUAL_RE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[|>][-+0-9]{0,2}#|\n[ ]+(?=\n|\Z)"
)
"""Tabs, controls, and what YAML 1.1 takes for line ends; `|#`; a line that has only spaces."""
_UNUSUAL_IN_A_FLOW_RE = re.compile(r"[:?#]")
_HALF_RE = re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16, as the escapes of JSON write emoji: no file can hold it."""


@dataclass(slots=True)
class ParsedYaml:
    """A parsed YAML text: its value, the lines of all values, and what is wrong."""

    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    """The line, from 1, of each value, by the keys and indexes that lead to it."""
    problems: list[Problem] = field(default_factory=list)


def parse_yaml(text: str, file: str = "") -> ParsedYaml:
    """The value of a YAML text (None for an empty text), with the lines, or what is wrong with it.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
    """
    try:
        return _by_libyaml(text) or _by_ruamel(text, file)
    except _TooDeepError:
        return ParsedYaml(problems=[Problem(file, None, "yaml", TOO_DEEP)])


class _TooDeepError(Exception):
    """Deeper nesting than anybody writes; parsing time grows faster than depth."""


class _UnusualError(Exception):
    """A text that libyaml may read otherwise than YAML 1.2 has it: it is left to ruamel.yaml."""


def _by_libyaml(text: str) -> ParsedYaml | None:
    """The parsed text if it is usual enough for libyaml; None otherwise."""
    text = text.replace("\r\n", "\n")  # to YAML there is no difference
    if _LIBYAML_LOADER is None or _UNUSUAL_RE.search(text):
        return None
    try:
        return _document(yaml.parse(text, Loader=_LIBYAML_LOADER))
    except (yaml.YAMLError, _UnusualError, RecursionError):
        return None


def _document(events: Iterator[Any]) -> ParsedYaml:
    """The parsed document, which must be the only one, and a mapping or a list.

    Raises:
        _UnusualError: It must be left to ruamel.yaml.
    """
    found = ParsedYaml()
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
    """The value that begins with an event; the events up to its end are consumed.

    Args:
        events: The events after the first one.
        event: The first event of the value.
        at: The location of the value in the document.
        lines: The lines of all values so far; those within this value are added.
        in_flow: Whether it stands in brackets or braces.

    Raises:
        _UnusualError: It must be left to ruamel.yaml.
        _TooDeepError: It is nested too deeply.
    """
    if len(at) > MAX_DEPTH:
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
    """The text of a scalar; None for an unquoted word that means null in YAML."""
    value: str = event.value
    if event.style:
        return value
    if in_flow and _UNUSUAL_IN_A_FLOW_RE.search(value):
        raise _UnusualError
    return None if value in NULL_WORDS else value


def _key(event: Any, *, in_flow: bool) -> str:
    """A key, if it is a plain or quoted text on one line.

    Raises:
        _UnusualError: It must be left to ruamel.yaml.
    """
    if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
        raise _UnusualError
    name: str = event.value
    if "\n" in name or event.style in {"|", ">"}:
        raise _UnusualError
    if in_flow and not event.style and _UNUSUAL_IN_A_FLOW_RE.search(name):
        raise _UnusualError
    return name


def compose(text: str) -> Node | None:
    """The root node of a YAML text, with positions and without values; None for an empty text.

    Raises:
        MarkedYAMLError: the text is not YAML.
        ReaderError: it has a character that YAML does not allow.
        RecursionError: it is nested too deeply.
    """
    node: Node | None
    with warnings.catch_warnings():
        # Nothing here resolves anchors, repeated or not.
        warnings.simplefilter("ignore", ReusedAnchorWarning)
        try:
            node = YAML(typ="rt", pure=True).compose(text)
        except (AssertionError, NotImplementedError):
            # The round-trip loader, whose positions and errors are the more exact ones, keeps
            # comments, and fails on some between a key and its value. The safe one drops them.
            node = YAML(typ="safe", pure=True).compose(text)
    return node


def compose_or_explain(text: str, file: str) -> Node | Problem | None:
    """As `compose`, but with an error in plain words for a text that is not YAML.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
    """
    try:
        node = compose(text)
    except MarkedYAMLError as error:
        meant = explain_error(text, error)
        return Problem(file, meant.line, "yaml", meant.message, meant.hint)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"the character U+{ord(text[error.position]):04X} is not allowed in YAML"
        return Problem(file, line, "yaml", what, "Remove it.")
    except RecursionError:
        return Problem(file, None, "yaml", TOO_DEEP)
    for half in _halves(node) if "\\" in text else ():
        what = "a text has the escape of half a character (`\\uD800` to `\\uDFFF`)"
        return Problem(file, half.end_mark.line + 1, "yaml", what, "Write the character itself.")
    return node


def _halves(root: Node | None) -> Iterator[Node]:
    """The scalars that contain half a character, which only an escape can put there."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:  # an alias leads to a node that was met already
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            if _HALF_RE.search(node.value):
                yield node
        elif isinstance(node, MappingNode):
            waiting += [one for pair in reversed(node.value) for one in reversed(pair)]
        else:
            waiting += reversed(node.value)


def _by_ruamel(text: str, file: str) -> ParsedYaml:
    node = compose_or_explain(text, file)
    if isinstance(node, Problem):
        return ParsedYaml(problems=[node])
    found = ParsedYaml()
    if node is not None:
        found.value = _plain(node, (), found, file)
    return found


def _plain(node: Node, at: Location, found: ParsedYaml, file: str) -> Any:
    lines, problems = found.lines, found.problems
    lines.setdefault(at, node.start_mark.line + 1)
    if node.anchor is not None:
        # Nobody needs them here, and a few lines of them can expand to a billion values.
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
        return node.value.replace(_FOLD_MARK, "") if node.style == ">" else node.value
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
    """A warning for each text that is cut short at `#`: `Letter #3` is `Letter` and a comment.

    Only a `#` before a digit counts: a comment made on purpose has a space after it.
    """
    lines = line_texts(text) if COMMENT_START in text else ()
    suspects = {
        number: before.strip()
        for number, line in enumerate(lines, 1)
        for before, found, after in [line.partition(COMMENT_START)]
        if found and after[:1].isdigit()
    }
    if not suspects:
        return
    read = parse_yaml(text)
    for location, number in () if read.problems else read.lines.items():
        value = read.value
        for part in location:
            value = value[part]
        # In a block of text or in quotation marks, `#` begins no comment.
        before = suspects.get(number)
        if before and isinstance(value, str | None) and _ends_with(before, value or ""):
            message = f"{field_name(location)} ends before the `#`: what follows is a comment"
            hint = "If it belongs to the text, put that in quotation marks."
            yield Problem(file, number, "cut-short", message, hint, Severity.WARNING)


def swallowed_items(text: str, file: str) -> Iterator[Problem]:
    """An error for each `- ` that is indented further than the list it was meant for.

    To YAML, such a line continues the text above it: `- Anton` and, below it, `   - Andrew` are one
    item, `Anton - Andrew`.
    """
    lines = [line.partition("- ") for line in line_texts(text)] if "- " in text else []
    suspects = {
        number: after.strip()
        for number, ((margin, dash, after), (deeper, found, _)) in enumerate(pairwise(lines), 1)
        if dash and found and not margin.strip() and not deeper.strip()
        if len(deeper) > len(margin) and after.strip()
    }
    if not suspects:
        return
    read = parse_yaml(text)
    for location, number in () if read.problems else read.lines.items():
        if number not in suspects or not location or not isinstance(location[-1], int):
            continue
        value = read.value
        for part in location:
            value = value[part]
        # In a block of text or in quotation marks, a list may be meant as words.
        if isinstance(value, str) and value.startswith(f"{suspects[number]} - "):
            message = f"the `- ` on this line continues {field_name(location)}, in the line above"
            hint = "Indent it like the one above, or put the whole text in quotation marks."
            yield Problem(file, number + 1, "yaml", message, hint)


def _ends_with(line: str, value: str) -> bool:
    """Whether a line ends with a value, or none, that stands without quotation marks."""
    return line.endswith(value) and line.removesuffix(value).rstrip().endswith((":", "-"))


def field_name(location: Location) -> str:
    """A field as a person would point at it: `emendations[2].read`."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return f"`{text}`" if location else "the file"
