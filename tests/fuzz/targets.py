"""What is fuzzed: for each target a function of a text, which checks what must always be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import gettempdir
from zlib import crc32

from builders import bibliography, entries, resolve
from builders.anchoring import anchor
from builders.annotate import name_index
from builders.citations.formats import latex
from builders.citations.in_text import locators
from builders.citations.in_text.syntax import citations_in
from builders.coverage import coverage
from builders.inputs.records import read_record, read_records
from builders.inputs.redactions import redact
from builders.inputs.sidecars import read_sidecar
from builders.inputs.sources import Received
from builders.inputs.yaml_texts import parse_yaml
from builders.markup import escaped
from builders.model.document import Document
from builders.model.entity import ENTITY_TYPES, Name, Person, Registers, Work
from builders.model.event import Event
from builders.model.sidecar import Passage, Redaction, Sidecar
from builders.model.source import Source
from builders.pages.sentences import sentences
from builders.readers.detect import choose, readers
from builders.readers.reader import Reader
from builders.recognizers import cable_references, dates, names, telegram_references
from builders.search import folding

Target = Callable[[str], None]
REREAD_ONE_IN = 16
"""One input in so many is read twice, to check that a reading does not depend on earlier ones."""
DIVIDER = "\n%%%%\n"
"""What separates the parts of an input that has several."""


def source(text: str) -> Source:
    """A source with that text."""
    return Source("x", "x.txt", text.encode("utf-8", "surrogatepass"), text, "utf-8", "0" * 64)


def check_document(text: str, document: Document) -> None:
    """Check that blocks have every character once, offsets in range and order, and unique ids."""
    account = coverage(text, document)
    assert account.whole, account
    assert len({block.id for block in document.blocks}) == len(document.blocks)
    before = 0
    for block in document.blocks:
        assert block.spans, block
        assert before <= block.start, block
        before = block.start
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(text), block
        size = len(block.text.text)
        if size:
            reach = block.text.source_span(0, size)
            assert 0 <= reach.start <= reach.end <= len(text), block
    for emendation in document.emendations:
        assert text[emendation.span.start : emendation.span.end] == emendation.sic
    for problem in document.problems:
        assert problem.line is None or 1 <= problem.line <= text.count("\n") + 1, problem


def _read(reader: Reader, text: str) -> None:
    assert 0 <= reader.recognize(text) <= reader.surest
    document = reader.read(source(text))
    check_document(text, document)
    if crc32(text.encode("utf-8", "surrogatepass")) % REREAD_ONE_IN == 0:
        assert reader.read(source(text)) == document


def _choice(text: str) -> None:
    check_document(text, choose(text).read(source(text)))


@cache
def name_index_of_all_sorts() -> names.NameIndex:
    """An index of names of every sort, some of which compete with each other."""
    forms = (
        Name(text="Lima"),
        Name(text="the Consulate", when="origin"),
        Name.model_validate({"text": "PSB", "prefix": "local"}),
        Name(text="ma", any_case=True),
        Name.model_validate({"text": "公安", "suffix": "局"}),
        Name.model_validate({"text": "State", "in": ["x"]}),
        Name(text="a-b c", not_in=("y",)),
    )
    people = {"a": Person(label="Ann Lee", names=forms), "b": Person(label="Ann", names=forms[:3])}
    return name_index(Registers(people=people, works={"w": Work(names=(Name(text="Report"),))}))


def _names(text: str) -> None:
    document = choose(text).read(source(text))
    mentions, _ = names.find(document, name_index_of_all_sorts())
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text), mention


def _dates(text: str) -> None:
    blocks = text.split("\n\n")
    for order in dates.NumericOrder:
        for block, found in zip(
            blocks, dates.find_in_blocks(blocks, "2009-03-21", order=order), strict=True
        ):
            for date in found:
                assert 0 <= date.start < date.end <= len(block), date
    tuple(dates.find(text, None))


def _references(text: str) -> None:
    for found in cable_references.find(text):
        assert 0 <= found.start < found.end <= len(text)
    for reference in telegram_references.find(text):
        assert 0 <= reference.start < reference.end <= len(text)
    document = choose(text).read(source(text))
    resolve.links(document, resolve.published_ids([document]))


def _yaml(text: str) -> None:
    parse_yaml(text)
    # The text's checksum chooses one model: each of them would parse the text again.
    models = (None, *ENTITY_TYPES.values(), Work, Event)
    model = models[crc32(text.encode("utf-8", "surrogatepass")) % len(models)]
    if model is None:
        read_record(text, "x.yml", Sidecar)
    else:
        read_records(text, "x.yml", model)


def _sidecar(text: str) -> None:
    """Read a sidecar with its source; the text is the sidecar, a divider and the source."""
    about, _, words = text.partition(DIVIDER)
    folder = Path(gettempdir()) / "muniment-fuzz"
    path = folder / "site_src/sources/text/x.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(about.encode("utf-8", "surrogatepass"))
    sidecar, written, _ = read_sidecar(folder, path)
    if sidecar is None:
        return
    redacted = redact(source(words), sidecar, "x.yml", written)
    for secret in redacted.secrets:
        assert secret.text not in redacted.source.text or secret.common
    received = Received(redacted.source, redacted.sidecar, "x.yml", written, redacted.secrets)
    entry, _ = entries.read_entry(received, name_index_of_all_sorts())
    if entry is not None:
        assert entry.account.whole


def _bibtex(text: str) -> None:
    works, _ = bibliography.parse(text)
    for work in works.works.values():
        latex.encode(work.title.text)
    latex.decode(text)
    latex.title(text)


def _prose(text: str) -> None:
    """Look for citations, locators, sentences and words in editors' prose."""
    for citation in citations_in(text):
        assert 0 <= citation.span.start < citation.span.end <= len(text)
    locators.parse(text)
    for sentence in sentences(text):
        assert text[slice(*sentence)].strip() == text[slice(*sentence)]
    folding.tokens(text)
    folding.key(text)
    assert not {"<", ">", '"', "'"} & set(escaped(text))


def _anchoring(text: str) -> None:
    """Look for a passage in a text; the input is the passage, a divider and the text."""
    quote, _, words = text.partition(DIVIDER)
    document = choose(words).read(source(words))
    (places,) = anchor(words, document.blocks, [Passage.model_construct(quote=quote)])
    for span in places:
        assert 0 <= span.start < span.end <= len(words)
    redaction = Redaction.model_construct(quote=quote, reason="x", date="2026")
    redact(source(words), Sidecar.model_construct(redactions=(redaction,)), "x.yml", "")


def _of_readers() -> Iterator[tuple[str, Target]]:
    for reader in readers():
        yield f"reader-{reader.kind}", partial(_read, reader)


TARGETS: dict[str, Target] = {
    **dict(_of_readers()),
    "choice": _choice,
    "names": _names,
    "dates": _dates,
    "references": _references,
    "yaml": _yaml,
    "sidecar": _sidecar,
    "bibtex": _bibtex,
    "prose": _prose,
    "anchoring": _anchoring,
}
"""The targets by name; every reader, also a new one, is a target."""


def text_of(data: bytes) -> str:
    """The text that bytes from a fuzzer stand for."""
    return data.decode("utf-8", "replace")
