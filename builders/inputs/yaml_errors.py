"""Explanations of YAML syntax errors, for people who do not know YAML.

The parser says, in its own terms, where it cannot go on; the likely mistake is found on that line
and those above it. Values are never repeated in messages: they may hold redacted words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError

from builders.spans import line_texts

CHINESE_COLON = "\uff1a"
_KEY_RE = re.compile(r"\s*(?:- +)*(?P<key>[\w.-]{1,60}) *:(?:\s+(?P<value>\S.*))?\Z")
_NO_COLON_RE = re.compile(rf"\s*(?:- +)*(?P<key>[^\W\d_]\w{{0,60}}) ?[:={CHINESE_COLON}]")
_QUOTES = "\"'"
_BLOCK_RE = re.compile(r"[|>][-+0-9]{0,2}")
USUAL_CAUSES = (
    "Usually a text that contains `: ` lacks quotation marks, a quotation mark is not closed, or a"
    " line is indented differently from the lines it belongs to."
)
ONE_COLUMN = "Indent all lines of a list or an entry by the same number of spaces."


class Mistake(NamedTuple):
    """A mistake, its line, and what to do about it."""

    line: int | None
    """From 1."""
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser could not go on."""

    lines: Sequence[str]
    at: int
    """The line, from 0."""
    column: int
    context_line: int
    """The line, from 0, on which the construct that it was reading begins."""
    error: str

    @property
    def line(self) -> str:
        """The text of the line."""
        return self.lines[self.at] if self.at < len(self.lines) else ""

    @property
    def above(self) -> int | None:
        """The last line above, from 0, that is neither blank nor a comment."""
        before = range(min(self.at, len(self.lines)) - 1, -1, -1)
        words = (k for k in before if self.lines[k].strip())
        return next((k for k in words if not self.lines[k].lstrip().startswith("#")), None)


def explain_error(text: str, error: MarkedYAMLError) -> Mistake:
    """The mistake behind a parser's error, in plain words."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Mistake(None, "cannot be read as YAML", USUAL_CAUSES)
    context_line = error.context_mark.line if error.context_mark else mark.line
    parser_error = " ".join(filter(None, (error.context, error.problem)))
    stop = _Stop(line_texts(text), mark.line, mark.column, context_line, parser_error)
    for meant in _MISTAKES:
        if found := meant(stop):
            return found
    line = min(mark.line, max(len(stop.lines) - 1, 0)) + 1
    return Mistake(line, "cannot be read from here on", USUAL_CAUSES)


def _tab(stop: _Stop) -> Mistake | None:
    """A tab where only spaces are allowed."""
    indent = stop.line[: len(stop.line) - len(stop.line.lstrip())]
    if "\t" not in indent:
        if "\t" in stop.line and "'\\t'" in stop.error:
            message = "a tab stands where only a space may stand"
            return Mistake(stop.at + 1, message, "Replace it with a space.")
        return None
    hint = "Replace it with spaces, as many as there are before the lines it belongs to."
    return Mistake(stop.at + 1, "the line begins with a tab", hint)


def _open_quote(stop: _Stop) -> Mistake | None:
    """A quotation mark that is never closed, or is closed by one that opens a later text."""
    if "quoted scalar" in stop.error and "end of stream" in stop.error:
        return _not_closed(stop.context_line)
    if "found '<scalar>'" not in stop.error and "mapping values" not in stop.error:
        return None
    for k in range(stop.at):
        value = _value(stop.lines[k])
        if value[:1] in _QUOTES and value and _is_unclosed(value):
            return _not_closed(k)
    return None


def _not_closed(line: int) -> Mistake:
    hint = "Put the same mark at the end of the text."
    return Mistake(line + 1, "the quotation mark that opens here is not closed", hint)


def _is_unclosed(value: str) -> bool:
    """Whether a quoted text is not closed on its line; escaped marks within it do not close it."""
    mark = value[0]
    inner = value.replace("''" if mark == "'" else '\\"', "")
    return inner.count(mark) % 2 == 1


def _unknown_escape(stop: _Stop) -> Mistake | None:
    """A backslash in a text in double quotation marks, where it begins an escape."""
    if "escape" not in stop.error:
        return None
    message = 'a backslash (`\\`) has a meaning of its own in a text in "…"'
    return Mistake(stop.at + 1, message, "Write it twice, or put the text in '…'.")


def _after_the_end(stop: _Stop) -> Mistake | None:
    """Words after the quotation mark or bracket with which a text seems to end."""
    value = _value(stop.line)
    if "found '<scalar>'" not in stop.error or not value:
        return None
    if value[0] == "'":
        hint = "Double an apostrophe within '…' (''), or put the text in \"…\"."
        return Mistake(stop.at + 1, "an apostrophe ends the text before its end", hint)
    if value[0] == '"':
        hint = 'Write quotation marks within "…" as \\", or put the text in \'…\'.'
        return Mistake(stop.at + 1, "a quotation mark ends the text before its end", hint)
    if value[0] in "[{":
        return Mistake(
            stop.at + 1, f"a text cannot begin with `{value[0]}`", _in_quotation_marks(stop.line)
        )
    return None


def _block_not_indented(stop: _Stop) -> Mistake | None:
    """A text below `|` or `>` that is not indented."""
    for k in (stop.at, stop.context_line):
        above = k - 1
        if 0 < k <= len(stop.lines) and _BLOCK_RE.fullmatch(_value(stop.lines[above])):
            hint = "Indent each line of the text by two more spaces than the key above it."
            sign = _value(stop.lines[above])[0]
            return Mistake(k + 1, f"the text below `{sign}` is not indented", hint)
    return None


def _no_colon(stop: _Stop) -> Mistake | None:
    """A key without `: ` after it: `title:A letter`, a Chinese colon, an equals sign."""
    if "mapping values" not in stop.error and "expected ':'" not in stop.error:
        return None
    for k in dict.fromkeys((stop.context_line, stop.above, stop.at)):
        line = stop.lines[k] if k is not None and k < len(stop.lines) else ""
        match = _NO_COLON_RE.match(line)
        if k is None or not match or _KEY_RE.match(line):
            continue
        what = "a Chinese colon" if CHINESE_COLON in match[0] else "no colon followed by a space"
        hint = f"Write `{match['key']}: …`, with a colon and a space."
        return Mistake(k + 1, f"`{match['key']}` has {what}", hint)
    return None


def _second_colon(stop: _Stop) -> Mistake | None:
    """A second colon on the line: `title: Letter: the first`."""
    value = _value(stop.line)
    if "mapping values" not in stop.error or not re.search(r":(?:\s|\Z)", value):
        return None
    message = "the text contains a colon followed by a space"
    return Mistake(stop.at + 1, message, _in_quotation_marks(stop.line))


def _over_indented(stop: _Stop) -> Mistake | None:
    """A key that is indented more than the one above, though that has a value already."""
    above = stop.above
    if above is None or not _value(stop.lines[above]):
        return None
    if "mapping values" not in stop.error and "<block end>" not in stop.error:
        return None
    if _indent(stop.line) <= _indent(stop.lines[above]):
        return None
    hint = "Indent it like the line above."
    return Mistake(stop.at + 1, "the line is indented further than the one above it", hint)


def _reserved_first_character(stop: _Stop) -> Mistake | None:
    """A text that begins with a character that has a meaning in YAML."""
    value = _value(stop.line)
    signs = ("cannot start any token", "alias", "anchor", "tag", "directive", "block scalar")
    if not any(sign in stop.error for sign in signs):
        return None
    if value[:1] not in tuple("@`%*&!|>?,]}"):
        return None
    return Mistake(
        stop.at + 1, f"a text cannot begin with `{value[0]}`", _in_quotation_marks(stop.line)
    )


def _list_on_the_line(stop: _Stop) -> Mistake | None:
    """A list that begins on the line of its key: `names: - John`."""
    if "sequence entries" not in stop.error:
        return None
    hint = "Begin each `- ` on a line of its own below the key, or write `[…, …]`."
    return Mistake(stop.at + 1, "a list begins on the line of its key", hint)


def _open_bracket(stop: _Stop) -> Mistake | None:
    """A bracket that is not closed, or whose items are not separated by commas."""
    if "flow" not in stop.error:
        return None
    line, bracket = stop.context_line, "[" if "flow sequence" in stop.error else "{"
    if "flow node" in stop.error:  # the parser names where the item should begin, not the bracket
        line, bracket = _last_open_bracket(stop) or (line, bracket)
    end = "]" if bracket == "[" else "}"
    message = f"the bracket `{bracket}` that opens here is not closed, or its items are not separated by commas"
    hint = f"Close it with `{end}`, and put texts with `: `, `,` or brackets in quotation marks."
    return Mistake(line + 1, message, hint)


def _last_open_bracket(stop: _Stop) -> tuple[int, str] | None:
    """The line, from 0, of the last bracket that is not closed before the stop, and the bracket."""
    closed = 0
    for k in range(min(stop.at, len(stop.lines) - 1), -1, -1):
        until = stop.column if k == stop.at else None
        for character in reversed(stop.lines[k][:until]):
            closed += (character in "]}") - (character in "[{")
            if closed < 0:
                return k, character
    return None


def _second_document(stop: _Stop) -> Mistake | None:
    """A line `---` or `...` before the end, as around the front matter of a page."""
    if "another document" not in stop.error:
        return None
    message = "a second document begins here, but the file must be a single one"
    return Mistake(stop.at + 1, message, "Remove lines that consist of `---` or `...`.")


def _misaligned(stop: _Stop) -> Mistake | None:
    """A line that does not begin in the column of those that it belongs to."""
    if "<block end>" not in stop.error and "<document start>" not in stop.error:
        return None
    message = "the line is indented differently from the lines it belongs to"
    return Mistake(stop.at + 1, message, ONE_COLUMN)


_MISTAKES: tuple[Callable[[_Stop], Mistake | None], ...] = (
    _second_document,
    _tab,
    _unknown_escape,
    _open_quote,
    _block_not_indented,
    _open_bracket,
    _no_colon,
    _after_the_end,
    _second_colon,
    _over_indented,
    _reserved_first_character,
    _list_on_the_line,
    _misaligned,
)
"""In the order in which they are tried: the likelier mistakes first."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _value(line: str) -> str:
    """The value on a line: what follows its key or its `- `; empty where nothing does."""
    match = _KEY_RE.match(line)
    if match:
        return match["value"] or ""
    text = line.strip()
    return text[2:].lstrip() if text.startswith("- ") else ""


def _in_quotation_marks(line: str) -> str:
    match = _KEY_RE.match(line)
    key = f"{match['key']}: " if match else "- "
    return f'Put the text in quotation marks: `{key}"…"`.'
