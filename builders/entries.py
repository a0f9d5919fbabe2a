"""Makes entries from sources: from the cache, or by reading them in as many processes as pay off.

An entry depends only on the source, its sidecar and the names in the registers, so it can be cached
under their digest and made anywhere, also on another machine.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from sys import intern
from typing import NamedTuple

from builders import coverage
from builders.annotate import annotate, name_index
from builders.emend import emend
from builders.inputs.file_signatures import is_encoded_mail, is_web_page, is_xml
from builders.inputs.records import line_of
from builders.inputs.sources import Received
from builders.model.annotation import Annotations
from builders.model.coverage import Coverage
from builders.model.document import Document
from builders.model.entity import Registers
from builders.model.packed import MentionsSent, PackedMentions, SharedForms
from builders.model.publication import Entry
from builders.model.sidecar import Sidecar
from builders.model.spilled import PickledBlocks, SpilledBlocks, SpilledDates
from builders.problems import Problem
from builders.processes.pools import cores, pool
from builders.readers.detect import choose, reader_named, readers
from builders.readers.reader import Reader
from builders.recognizers.names import NameIndex
from builders.storage.memory import Memory
from builders.storage.spill_file import SpillFile, spill_file_for
from builders.storage.store import Store, key

FEW_SOURCES = 64
"""With this many sources or fewer, reading is done before a second process would be ready."""
BATCH = 32
"""The number of sources that a process is given at a time."""

Read = tuple[Entry | None, list[Problem]]
Done = Callable[[int, int], None]


def read_entries(  # noqa: PLR0913  # what is read, what it rests on, who reads it, who is told
    received: Sequence[Received],
    registers: Registers,
    root: Path,
    done: Done,
    *,
    executor: Executor | None = None,
    memory: Memory | None = None,
) -> Iterator[Read]:
    """The entry made from each source, in order, with the problems found; None if it is unreadable.

    Args:
        received: The sources.
        registers: The names to look for in them.
        root: The project, which contains the cache.
        done: Called with the number of sources done and their total.
        executor: What reads the sources that are not cached; without it, processes of this machine if
            that pays off.
        memory: What earlier calls have left; it is read and added to.
    """
    memory = memory or Memory()
    index = memory.get_or_make("names", (registers,), partial(name_index, registers))
    known = [memory.known(("entry", item.source.path), (item, index.digest)) for item in received]
    new = [item for item, read in zip(received, known, strict=True) if read is None]
    made = _cached_or_read(new, index, root, executor, prune=len(new) == len(received))
    for number, (item, read) in enumerate(zip(received, known, strict=True), 1):
        yield read or memory.get_or_make(
            ("entry", item.source.path), (item, index.digest), partial(next, made)
        )
        done(number, len(received))
    if new:
        # Only beyond its last entry does the generator prune the cache and end its processes.
        next(made, None)


def _cached_or_read(
    received: Sequence[Received],
    index: NameIndex,
    root: Path,
    executor: Executor | None,
    *,
    prune: bool,
) -> Iterator[Read]:
    """Each source in order, from the cache or else read.

    Args:
        received: The sources.
        index: The names to look for.
        root: The project, which contains the cache.
        executor: What reads the sources, if not processes of this machine.
        prune: Whether the cache is then cleared of everything else.
    """
    store = Store(root, "entries")
    spill_file = spill_file_for(len(received), root)
    shared = _SharedParts(spill_file) if spill_file else None
    keys = [_key(item, index) for item in received]
    missing = [number for number, one in enumerate(keys) if not store.has(one)]
    batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
    with _workers(len(missing), executor) as workers:
        sent = pickle.dumps(index)
        tasks = [[received[number] for number in batch] for batch in batches]
        ready = (
            iter(workers.map(_read_batch, tasks, [sent] * len(batches)))
            if workers
            else ([_pickled_entry(received[n], index)] for n in missing)
        )
        waiting = iter(missing)
        kept: list[bytes] = []
        following = next(waiting, None)
        for number, item in enumerate(received):
            if number == following:
                kept = kept or list(next(ready))
                data = kept.pop(0)
                following = next(waiting, None)
                store.put(keys[number], data)
            else:
                # A cached entry may be damaged, or gone since it was looked up.
                data = store.get(keys[number]) or _pickled_entry(item, index)
            yield _unpickled_entry(item, data, shared)
    if prune:
        store.prune(keys)


def read_entry(received: Received, index: NameIndex) -> Read:
    """The entry made from one source, with the problems found; None if it is unreadable."""
    return _unpickled_entry(received, _pickled_entry(received, index), None)


def _key(item: Received, index: NameIndex) -> str:
    source = item.source
    return key(source.id, source.path, source.data, source.text, item.sidecar_text, index.digest)


@contextmanager
def _workers(count: int, given: Executor | None) -> Iterator[Executor | None]:
    """What reads that many sources: the one given, a pool of processes, or None: this process."""
    if given is not None or count <= FEW_SOURCES or cores() == 1:
        yield given if count else None
        return
    with pool(cores()) as workers:
        yield workers


def _read_batch(items: Iterable[Received], index: bytes) -> list[bytes]:
    """Read a batch of sources, in a worker process."""
    names = _unpickled_index(index)
    return [_pickled_entry(item, names) for item in items]


@lru_cache(maxsize=1)
def _unpickled_index(data: bytes) -> NameIndex:
    """The index that is sent with every batch, unpickled once for each process."""
    index: NameIndex = pickle.loads(data)  # noqa: S301  # from the process that sent the batch
    return index


@dataclass(frozen=True, slots=True)
class _SharedParts:
    """The spill file for large values, and the values that many entries share."""

    spill_file: SpillFile
    forms: SharedForms = field(default_factory=dict)
    addresses: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def compacted(self, made: _Parts) -> tuple[Document, Annotations]:
        """The document with its blocks in the spill file, and the dates too; mentions packed."""
        own = made.blocks.addresses
        addresses = self.addresses.setdefault(own, own)
        blocks = SpilledBlocks(made.blocks, self.spill_file, addresses)
        mentions = PackedMentions(made.mentions, addresses, self.forms)
        dates = SpilledDates(made.annotations.dates, self.spill_file)
        annotations = replace(made.annotations, mentions=mentions, dates=dates)
        return replace(made.document, blocks=blocks), annotations


class _Parts(NamedTuple):
    """What is made from a source, as it is cached and sent: its large parts are kept apart."""

    document: Document
    """Without its blocks."""
    account: Coverage
    annotations: Annotations
    """Without the mentions."""
    blocks: PickledBlocks
    mentions: MentionsSent

    @classmethod
    def of(cls, document: Document, account: Coverage, annotations: Annotations) -> _Parts:
        """The parts of an entry, with its blocks and its mentions taken out."""
        blocks = PickledBlocks.of(document.blocks)
        mentions = MentionsSent.of(annotations.mentions, blocks.addresses)
        empty = replace(document, blocks=()), account, replace(annotations, mentions=())
        return cls(*empty, blocks, mentions)

    def whole(self) -> tuple[Document, Annotations]:
        """The document and its annotations, with all their parts in memory."""
        mentions = PackedMentions(self.mentions, self.blocks.addresses, {})
        return (
            replace(self.document, blocks=self.blocks.blocks()),
            replace(self.annotations, mentions=tuple(mentions)),
        )


def _unpickled_entry(received: Received, data: bytes, shared: _SharedParts | None) -> Read:
    """The entry: its cached parts, with the source and sidecar that are read at every build."""
    made: _Parts | None
    made, problems = pickle.loads(data)  # noqa: S301  # written by this program, under the project
    if made is None:
        return None, problems
    document, annotations = made.whole() if shared is None else shared.compacted(made)
    annotations = _with_notes_of(received.sidecar, annotations)
    return Entry(received.source, received.sidecar, document, made.account, annotations), problems


def _with_notes_of(sidecar: Sidecar, annotations: Annotations) -> Annotations:
    """The annotations with the sidecar's own notes instead of equal copies, to save memory."""
    if not annotations.notes:
        return annotations
    own = {note.id: note for note in sidecar.notes}
    notes = tuple(
        replace(placed, note=note, block=intern(placed.block))
        if (note := own[placed.note.id]) == placed.note
        else placed
        for placed in annotations.notes
    )
    return replace(annotations, notes=notes)


def _pickled_entry(received: Received, index: NameIndex) -> bytes:
    """The cached form of an entry, pickled; for a source that cannot be read, only the problems."""
    source, sidecar = received.source, received.sidecar
    reader = _choose_reader(received)
    if isinstance(reader, Problem):
        return pickle.dumps((None, [reader]), pickle.HIGHEST_PROTOCOL)
    document = reader.read(source)
    if sidecar.language:
        document = replace(document, language=sidecar.language)
    document, problems = emend(received, document)
    annotations, wrong = annotate(received, document, index)
    problems.extend(wrong)
    account = coverage.coverage(source.text, document)
    problems.extend(coverage.problems(source, account))
    problems.extend(replace(problem, file=source.path) for problem in document.problems)
    made = _Parts.of(document, account, annotations)
    return pickle.dumps((made, problems), pickle.HIGHEST_PROTOCOL)


def _choose_reader(received: Received) -> Reader | Problem:
    """The reader that the sidecar names, or else the one that fits the text; or an error."""
    source, kind = received.source, received.sidecar.kind
    kinds = [reader.kind for reader in readers()]
    if kind is not None and kind not in kinds:
        line = line_of(received.sidecar_text, "kind")
        message = f"`kind`: there is no reader `{kind}`"
        hint = f"Readers: {', '.join(kinds)}."
        return Problem(received.sidecar_path, line, "wrong-value", message, hint)
    reader = reader_named(kind) if kind else choose(source.text)
    if kind is None and not reader.reads_pages and is_web_page(source.text):
        message = (
            "is a web page without a recognisable article, and its tags would be read as words"
        )
        hint = (
            "If it does hold one, say `kind: news` in its sidecar; or convert it to text"
            " (`pandoc -t gfm-raw_html FILE`, or `markitdown FILE`), put that here and this file elsewhere;"
            " to publish it with its tags, say `kind: text`."
        )
        return Problem(source.path, None, "not-text", message, hint)
    if kind is None and not reader.reads_pages and is_xml(source.text):
        message = "is an XML document, and its tags would be read as words"
        hint = (
            "Put its text here, without the tags, and this file elsewhere; to publish it with its tags,"
            " say `kind: text` in its sidecar."
        )
        return Problem(source.path, None, "not-text", message, hint)
    if kind is None and is_encoded_mail(source.text):
        message = "is an e-mail message as saved by a mail program, with encoded text"
        hint = (
            "Save it as plain text from the mail program, attachments separately; to publish it as it"
            " is, say `kind: text` in its sidecar."
        )
        return Problem(source.path, None, "not-text", message, hint)
    return reader
