"""Redacted copies of sources, which can be kept in a public repository.

The copy replaces the source. Its sidecar refers to the bars by number and quotes nothing, so that
later builds need no secrets and make the same files, byte for byte. No digest of the hidden
words is kept, not even a salted one: someone who knows a person's name and office can guess an
address, and a digest would confirm the guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from builders.editing.yaml_edits import line_end, value_range
from builders.inputs.patterns import BAR_RE
from builders.inputs.redactions import FIELD, Redacted, redact
from builders.inputs.sources import Received, find_source, read_unredacted
from builders.inputs.yaml_texts import compose
from builders.leaks.finder import Finder
from builders.leaks.needles import needles
from builders.leaks.originals import ORIGINALS_FOLDER, original_of
from builders.problems import Problem
from builders.storage.replacing import write_atomically

QUOTING = ("quote", "prefix", "suffix")
BARS = "bars"
ENCODING = "encoding"
IGNORE_ALL = "*\n"


@dataclass(frozen=True, slots=True)
class Copied:
    """A redacted copy that has been written."""

    source: str
    """Its path, below the project."""
    original: str
    """The path of the source as received, below the project."""
    bars: int
    """How many passages have been replaced by bars."""


def make(root: Path, identifier: str) -> Copied | list[Problem]:
    """The paths of the new copy and of the original, or why nothing was written."""
    found = _find(root, identifier)
    if isinstance(found, Problem):
        return [found]
    path = root / found.source.path
    redacted = redact(found.source, found.sidecar, found.sidecar_path, found.sidecar_text)
    if redacted.problems:
        return list(redacted.problems)
    if not redacted.secrets:
        message = "has no passage left to redact"
        return [Problem(found.source.path, None, "nothing-to-redact", message)]
    original = original_of(root, path)
    text = _without_quotes(found, redacted)
    wrong = [*_wrong_original(root, found, original), *_bars_of_its_own(found, redacted)]
    wrong.extend(_remaining_words(found, redacted, text))
    if wrong:
        return wrong
    if not original.exists():
        write_atomically(root / ORIGINALS_FOLDER / ".gitignore", IGNORE_ALL.encode())
        write_atomically(original, found.source.data)
    # The sidecar last: a copy beside a sidecar that still quotes is an error, but no leak.
    write_atomically(path, redacted.source.data)
    write_atomically(root / found.sidecar_path, text.encode())
    where = original.relative_to(root).as_posix()
    return Copied(found.source.path, where, len(redacted.source.redactions))


def _find(root: Path, identifier: str) -> Received | Problem:
    """The source as it stands in its file, redacted passages included, or what is wrong."""
    item = find_source(root, identifier)
    if isinstance(item, Problem):
        return item
    found, wrong = read_unredacted(root, root / item.source.path)
    return found if found is not None else wrong[0]


def _wrong_original(root: Path, found: Received, original: Path) -> Iterator[Problem]:
    """An error where another original would be overwritten, or where the original is missing."""
    where = original.relative_to(root).as_posix()
    copied = any(redaction.bars for redaction in found.sidecar.redactions)
    if original.exists() and not copied and original.read_bytes() != found.source.data:
        message = "another original is kept here"
        yield Problem(where, None, "in-the-way", message, "Move it to where it belongs.")
    if copied and not original.exists():
        message = "the source is a redacted copy already, and its original is not on this machine"
        hint = "Put the original here first: otherwise the redacted words would exist nowhere."
        yield Problem(where, None, "missing-original", message, hint)


def _bars_of_its_own(found: Received, redacted: Redacted) -> Iterator[Problem]:
    """An error for a source with bars of its own, which would be counted together with ours."""
    if len(BAR_RE.findall(redacted.source.text)) != len(redacted.source.redactions):
        message = "the source has characters of its own that look like bars"
        hint = "It can be published with its redactions, but cannot be kept as a redacted copy."
        yield Problem(found.source.path, None, "bad-copy", message, hint)


def _remaining_words(found: Received, redacted: Redacted, text: str) -> Iterator[Problem]:
    """An error for each line of the new sidecar that still has hidden words, as in a comment."""
    published = {found.source.id: redacted.source.text}
    finder = Finder(needles(redacted.secrets, published)[0])
    for secret, line in finder.lines(text.encode()):
        message = f"has words that {redacted.secrets[secret].name} hides"
        hint = "Remove them, then run the command again. (The line number is that of the new file.)"
        yield Problem(found.sidecar_path, line, "redacted-passage", message, hint)


def _without_quotes(found: Received, redacted: Redacted) -> str:
    """The text of the sidecar with numbers of bars instead of quotes, otherwise unchanged."""
    text = found.sidecar_text
    numbers: dict[int, list[int]] = {}
    for placed in redacted.source.redactions:
        numbers.setdefault(placed.entry, []).append(placed.number)
    edits: list[tuple[int, int, str]] = []
    root = compose(text)
    for k, node in enumerate(_redactions(root), 1):
        edits.extend(_edits(text, node, numbers.get(k, [])))
    if redacted.source.encoding != found.source.encoding and isinstance(root, MappingNode):
        edits.extend(
            (value.start_mark.index, value.end_mark.index, redacted.source.encoding)
            for key, value in root.value
            if key.value == ENCODING
        )
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _redactions(root: Node | None) -> Sequence[MappingNode]:
    if isinstance(root, MappingNode):
        for key, value in root.value:
            if key.value == FIELD and isinstance(value, SequenceNode):
                return [item for item in value.value if isinstance(item, MappingNode)]
    return ()


def _edits(text: str, node: MappingNode, bars: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The edits (start, end, new text) that make a redaction say `bars` instead of quoting."""
    if not bars:
        return
    bars_field = f"{BARS}: [{', '.join(map(str, bars))}]"
    fields = {key.value: (key, value) for key, value in node.value}
    old = next((fields[name] for name in (BARS, "quote") if name in fields), None)
    for name in QUOTING:
        if name in fields and (old is None or fields[name] is not old):
            yield (*value_range(text, fields[name][1]), '""')
    if old is not None:
        start, end = old[0].start_mark.index, value_range(text, old[1])[1]
        yield start, end, bars_field
    else:
        _, value = fields["pattern"]
        end = value_range(text, value)[1]
        between = ", " if node.flow_style else line_end(text) + " " * node.start_mark.column
        yield end, end, f"{between}{bars_field}"
