"""The redacted passages, read from the sources and from the originals of redacted copies.

The check does not ask the pipeline what it redacted but reads the files again, so that a fault in
the pipeline cannot blind the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builders.inputs.encodings import USUAL_ENCODINGS
from builders.inputs.patterns import BAR_RE
from builders.inputs.records import line_of
from builders.inputs.redactions import CONTEXT, FIELD, WITHHELD_CODE, redact
from builders.inputs.source_files import SIDECAR_SUFFIX, SOURCES_FOLDER
from builders.inputs.sources import Received, files_below, read_unredacted
from builders.model.redaction import Secret
from builders.problems import Problem, errors
from builders.spans import Span

ORIGINALS_FOLDER = "unredacted"
"""The project's folder with the originals of redacted copies, which is never in the repository."""


@dataclass(frozen=True, slots=True)
class Known:
    """All redacted passages, as far as they are known on this machine."""

    secrets: tuple[Secret, ...] = ()
    published: dict[str, str] | None = None
    """The published texts of the sources that have redactions, by identifier."""
    held: tuple[tuple[str, int | None], ...] = ()
    """Sidecars of sources that still contain redacted words, and the first such redaction's line."""
    elsewhere: int = 0
    """Number of bars whose words are not on this machine."""
    problems: tuple[Problem, ...] = ()


def known(root: Path) -> Known:
    """The passages that the redactions of a project hide.

    It is a problem if they are not known: if a source with redactions cannot be read, or has lost
    the words that one of its redactions quotes.
    """
    secrets: list[Secret] = []
    published: dict[str, str] = {}
    held: list[tuple[str, int | None]] = []
    problems: list[Problem] = []
    elsewhere = 0
    for path in _with_redactions(root / SOURCES_FOLDER):
        received, wrong = read_unredacted(root, path)
        if received is None:
            problems.extend(errors(wrong))
            continue
        if not received.sidecar.redactions:
            continue
        redacted = redact(
            received.source, received.sidecar, received.sidecar_path, received.sidecar_text
        )
        problems.extend(one for one in redacted.problems if one.code != WITHHELD_CODE)
        published[received.source.id] = redacted.source.text
        secrets.extend(redacted.secrets)
        entries = {secret.entry for secret in redacted.secrets}
        if entries:
            line = line_of(received.sidecar_text, FIELD, min(entries) - 1)
            held.append((received.sidecar_path, line))
        if any(redaction.bars for redaction in received.sidecar.redactions):
            found = _secrets_of_copy(root, path, received)
            if isinstance(found, Problem):
                problems.append(found)
            elif found is None:
                elsewhere += sum(len(redaction.bars) for redaction in received.sidecar.redactions)
            else:
                secrets.extend(found)
    return Known(tuple(secrets), published, tuple(held), elsewhere, tuple(problems))


def original_of(root: Path, path: Path) -> Path:
    """The path at which the original of a redacted copy is, or would be."""
    return root / ORIGINALS_FOLDER / path.relative_to(root / SOURCES_FOLDER)


def _with_redactions(folder: Path) -> Iterator[Path]:
    """The paths of the sources whose sidecars mention redactions."""
    for path in sorted(files_below(folder)):
        sidecar = path.with_suffix(SIDECAR_SUFFIX)
        if path != sidecar and sidecar.is_file() and FIELD.encode() in sidecar.read_bytes():
            yield path


def _secrets_of_copy(root: Path, path: Path, received: Received) -> list[Secret] | Problem | None:
    """The passages that the bars of a copy hide; None if its original is not on this machine.

    It is a problem if the copy does not match the original.
    """
    original = original_of(root, path)
    if not original.is_file():
        return None
    copy = received.source.text
    bars = [Span(*match.span()) for match in BAR_RE.finditer(copy)]
    entries = {
        n: k for k, redaction in enumerate(received.sidecar.redactions, 1) for n in redaction.bars
    }
    wanted = sorted(n for n in entries if n <= len(bars))
    for text in _readings(original.read_bytes(), received.source.encoding):
        spans = hidden_spans(text, copy, [bars[n - 1] for n in wanted])
        if spans is not None:
            return [
                Secret(
                    received.source.id,
                    entries[n],
                    text[slice(*span)],
                    BAR_RE.split(text[max(0, span.start - CONTEXT) : span.start])[-1],
                    BAR_RE.split(text[span.end : span.end + CONTEXT])[0],
                )
                for n, span in zip(wanted, spans, strict=True)
            ]
    where = original.relative_to(root).as_posix()
    message = f"{received.source.path} is not a redacted copy of this file"
    hint = "Make the copy again: put this file in its place, and run `muniment redact` once more."
    return Problem(where, None, "bad-copy", message, hint)


def hidden_spans(original: str, copy: str, bars: Sequence[Span]) -> list[Span] | None:
    """The spans of the original that the copy's bars hide; None if all else is not the same."""
    pieces: list[str] = []
    at = 0
    for bar in bars:
        pieces.append(copy[at : bar.start])
        at = bar.end
    pieces.append(copy[at:])
    if not original.startswith(pieces[0]):
        return None
    spans: list[Span] = []
    at = len(pieces[0])
    for k, piece in enumerate(pieces[1:], 1):
        last = k == len(pieces) - 1
        found = len(original) - len(piece) if last else original.find(piece, at + 1)
        if found <= at or not original.startswith(piece, found):
            return None
        spans.append(Span(at, found))
        at = found + len(piece)
    return spans if spans or original == copy else None


def _readings(data: bytes, encoding: str) -> Iterator[str]:
    """The file's text in each possible encoding: the copy may need another one, for the bars."""
    for name in dict.fromkeys((encoding, "utf-8", *USUAL_ENCODINGS)):
        try:
            yield data.decode(name)
        except UnicodeError:
            continue
