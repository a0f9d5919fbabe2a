"""Editing YAML that people wrote, leaving comments, layout and everything else as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders import spans
from builders.inputs.yaml_texts import compose


def quote_scalar(value: str) -> str:
    """A text as a double-quoted YAML scalar.

    That is JSON's notation, but JSON leaves some characters that YAML does not allow.
    """
    letters = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in letters)


def value_range(text: str, value: Node) -> tuple[int, int]:
    """The start and end offsets of a value, without the line end that a block of text includes."""
    start, end = value.start_mark.index, value.end_mark.index
    if isinstance(value, ScalarNode):
        end = start + len(text[start:end].rstrip())
    return start, end


def line_after(node: Node) -> int:
    """The line, from 0, after the last word of a node, and before comments that follow it."""
    while isinstance(node, MappingNode | SequenceNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line: int = node.end_mark.line
    return line if node.end_mark.column == 0 else line + 1


def line_end(text: str) -> str:
    """How the lines of a text end, so that lines added to it end likewise."""
    return "\r\n" if "\r\n" in text else "\n"


def with_lines(text: str, node: Node, new: Sequence[str]) -> tuple[str, int]:
    """The text with new lines after a node, and the line, from 1, on which they begin."""
    indent = " " * node.start_mark.column
    lines = _lines(text)
    at = line_after(node)
    # To the parser, a block of text includes the blank lines and comments that follow it.
    while at and _is_between(lines[at - 1], len(indent)):
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += line_end(text)
    lines[at:at] = [f"{indent}{line}{line_end(text)}" for line in new]
    return "".join(lines), at + 1


Value = str | Mapping[str, str]
"""A text, or a record of texts."""


def with_value(text: str, path: Sequence[str], value: str | Sequence[Value]) -> str:
    """The text of a mapping with a field set to a value, whether it had another or none.

    Args:
        text: YAML, a mapping or nothing.
        path: The keys that lead to the field, from the outermost.
        value: A text, or a list of texts and records.
    """
    node = compose(text)
    if not isinstance(node, MappingNode):
        return _with_last_lines(text, _block(path, value))[0]
    for depth, name in enumerate(path):
        pair = next((pair for pair in node.value if pair[0].value == name), None)
        if pair is None:
            return _with_field(text, node, path[depth:], value)
        (key, found), rest = pair, path[depth + 1 :]
        if not rest or not isinstance(found, MappingNode):
            start, end = value_range(text, found)
            if start == end:  # `original:` with nothing after it
                start = end = text.index(":", key.end_mark.index) + 1
                return f"{text[:start]} {_flow(rest, value)}{text[end:]}"
            return f"{text[:start]}{_flow(rest, value)}{text[end:]}"
        node = found
    return text


def without_value(text: str, path: Sequence[str]) -> str:
    """The text of a mapping without a field, and without the records that are then empty.

    Args:
        text: YAML, a mapping or nothing.
        path: The keys that lead to the field, from the outermost.
    """
    node = compose(text)
    field: tuple[MappingNode, int] | None = None
    for name in path:
        keys = [key.value for key, _ in node.value] if isinstance(node, MappingNode) else []
        if not isinstance(node, MappingNode) or name not in keys:
            return text
        if field is None or len(keys) > 1:  # else all of the record that has only this field
            field = node, keys.index(name)
        node = node.value[keys.index(name)][1]
    if field is None:
        return text
    mapping, at = field
    key, value = mapping.value[at]
    if mapping.flow_style:
        return _without_item(text, mapping, at)
    lines = _lines(text)
    after = line_after(value)
    while after > key.start_mark.line + 1 and _is_between(lines[after - 1], key.start_mark.column):
        after -= 1
    return "".join((*lines[: key.start_mark.line], *lines[max(after, key.start_mark.line + 1) :]))


def with_item(text: str, name: str, fields: Sequence[str]) -> tuple[str, int]:
    """The text of a mapping with one more record in a list, and the line on which that begins.

    Args:
        text: YAML, a mapping or nothing.
        name: The key of the list, which need not exist yet.
        fields: The record's fields, each as YAML on one line: `key: value`.
    """
    node = compose(text)
    lines = [f"{'  ' if k else '- '}{field}" for k, field in enumerate(fields)]
    block = [f"{name}:", *(f"  {line}" for line in lines)]
    # Before a brace, the colon of a field without a value would be part of its key.
    record = f"{{{', '.join(f'{one} ' if one.endswith(':') else one for one in fields)}}}"
    if not isinstance(node, MappingNode):
        made, line = _with_last_lines(text, block)
        return made, line + 1
    pair = next((pair for pair in node.value if pair[0].value == name), None)
    if pair is None and not node.flow_style:
        made, line = with_lines(text, node, block)
        return made, line + 1
    if pair is None:
        return _with_last_item(text, node, f"{name}: [{record}]")
    key, found = pair
    if not isinstance(found, SequenceNode):  # `redactions:` with nothing after it
        colon = text.index(":", key.end_mark.index) + 1
        end = value_range(text, found)[1] if found.value else colon
        return f"{text[:colon]} [{record}]{text[end:]}", text.count("\n", 0, colon) + 1
    if found.flow_style:
        return _with_last_item(text, found, record)
    return with_lines(text, found, lines)


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends, as YAML 1.2 has them; `str.splitlines` counts more."""
    return [text[start:end] for start, end in spans.lines(text)]


def _with_last_lines(text: str, new: Sequence[str]) -> tuple[str, int]:
    """The text with new lines at its end, and the line, from 1, on which they begin."""
    end = line_end(text)
    before = text if not text or text.endswith("\n") else f"{text}{end}"
    return before + "".join(f"{line}{end}" for line in new), before.count("\n") + 1


def _with_last_item(text: str, node: MappingNode | SequenceNode, new: str) -> tuple[str, int]:
    """The text with one more item before the closing brace or bracket of a node, and its line."""
    end = node.end_mark.index - 1
    before = text[:end].rstrip().removesuffix(",") + (", " if node.value else "")
    return f"{before}{new}{text[end:]}", before.count("\n") + 1


def _without_item(text: str, mapping: MappingNode, at: int) -> str:
    """The text without one of the fields between the braces of a mapping."""
    start, end = (
        mark.index for mark in (mapping.value[at][0].start_mark, mapping.value[at][1].end_mark)
    )
    if at + 1 < len(mapping.value):
        end = mapping.value[at + 1][0].start_mark.index
    elif at:
        start = mapping.value[at - 1][1].end_mark.index
    return text[:start] + text[end:]


def _with_field(
    text: str, node: MappingNode, path: Sequence[str], value: str | Sequence[Value]
) -> str:
    """The text with one more field in a mapping."""
    if not node.flow_style:
        return with_lines(text, node, _block(path, value))[0]
    return _with_last_item(text, node, f"{path[0]}: {_flow(path[1:], value)}")[0]


def _block(path: Sequence[str], value: str | Sequence[Value]) -> list[str]:
    """A field in block style, on lines of its own."""
    outer = [f"{'  ' * depth}{name}:" for depth, name in enumerate(path)]
    outer[-1] += f" {_flow((), value)}"
    return outer


def _flow(path: Sequence[str], value: str | Sequence[Value]) -> str:
    """A value in flow style, within the mappings of its path, outermost first."""
    made = (
        quote_scalar(value) if isinstance(value, str) else f"[{', '.join(map(_flow_item, value))}]"
    )
    for name in reversed(path):
        made = f"{{{name}: {made}}}"
    return made


def _flow_item(item: Value) -> str:
    """An item of a list in flow style."""
    if isinstance(item, str):
        return quote_scalar(item)
    return f"{{{', '.join(f'{name}: {quote_scalar(value)}' for name, value in item.items())}}}"


def _is_between(line: str, indent: int) -> bool:
    """Whether a line is blank, or a comment that is indented no more than the node."""
    words = line.lstrip()
    return not words or (words.startswith("#") and len(line) - len(words) <= indent)
