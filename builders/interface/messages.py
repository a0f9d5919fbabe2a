"""Finding the messages in a template, and translating them.

A message is a run of words and outputs between two tags or statements, or the value of an
attribute for readers: `{{ count | thousands }} works, {{ cited }} of them cited`. It is translated
as a whole, so that its parts may change places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from builders.interface.catalogue import CHINESE, Catalogue
from builders.interface.glosses import without_glosses
from builders.model.scripts import HAN_RE

TRANSLATED_ATTRIBUTES = frozenset(
    {"aria-label", "title", "placeholder", "alt", "label", "data-empty"}
)
"""Attributes with words for readers."""
ENGLISH_MARK = ' lang="en"'
"""The mark of elements that are English in every language version."""
UNTRANSLATED_ELEMENTS = frozenset({"script", "style", "kbd", "code"})
"""Elements whose content is not translated."""
CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
WORD_RE = re.compile(r"[A-Za-z]{2}")
ENTITY_RE = re.compile(r"&[#A-Za-z0-9]+;")
ARGUMENTS_RE = re.compile(r"\b(?:map|selectattr|rejectattr)\([^()]*\)|\[\"[a-z_]+\"")
"""Quoted names that are not words: arguments for filters and attributes, and keys of mappings."""
LITERAL_RE = re.compile(r"\"([^\"]*)\"")
OUTPUT_RE = re.compile(r"(?P<open>\{\{-?) (?P<expression>[a-z_.]+)(?P<rest> (?:\|.*)?-?\}\})")
"""An output: `{{ explanation.text | code_in }}`"""
WIDE_RE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
"""Wide characters, between which and a link there is no space."""
CHINESE_STOPS = "，。；：、（"
"""Chinese punctuation that no space follows."""
LINK_STARTS = ("<a ", "{% for")
LINK_ENDS = ("</a>", '<span class="mu-unit">')
SPACE_RE = re.compile(r"\s+")
ATTRIBUTE_RE = re.compile(r"(?<![a-z-])([a-z-]+)=\Z")
GLOSSED_RE = re.compile(
    r"(?<=>)(?P<own>[^<>{}\n]+|\{\{ [a-z._]+ \}\}) "
    r'<span lang="zh-Hans">(?P<chinese>[^<>{}\n]+|\{\{ [a-z._]+ \}\})</span>'
)
"""English words with a Chinese gloss: `Sources <span lang="zh-Hans">史料</span>`"""


class Kind(Enum):
    """The kinds of pieces of a template."""

    TEXT = "text"
    OUTPUT = "{{"
    STATEMENT = "{%"
    COMMENT = "{#"
    TAG = "<"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a template."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """Literal words for readers, perhaps with outputs."""

    start: int
    end: int
    words: str
    """The message as the catalogue has it: with single spaces, and none at the ends."""
    quoted: bool = False
    """Whether it is the value of an attribute."""


def messages(template: str) -> Iterator[Message]:
    """Every message of a template, in order; those of an attribute are `quoted`."""
    run: list[Piece] = []
    silent = ""
    for piece in pieces(template):
        if piece.kind in {Kind.TEXT, Kind.OUTPUT} and not silent:
            run.append(piece)
            continue
        yield from _message(template, run)
        run = []
        if piece.kind is Kind.TAG:
            text = template[piece.start : piece.end]
            name = re.match(r"</?([a-zA-Z0-9]*)", text)
            element = name[1] if name else ""
            if silent:
                silent = "" if text.startswith(f"</{silent}") else silent
            elif (element in UNTRANSLATED_ELEMENTS or ENGLISH_MARK in text) and not text.startswith(
                "</"
            ):
                silent = element
            yield from _attributes(template, piece)
    yield from _message(template, run)


def translated(template: str, catalogue: Catalogue) -> str:
    """The template with its messages translated; those without a translation stay."""
    if catalogue.language == CHINESE:
        template = GLOSSED_RE.sub(lambda match: match["chinese"], template)
    else:
        template = without_glosses(template)
    for passage, other in catalogue.passages.items():
        template = template.replace(passage, other)
    template = _with_labels(template, catalogue.outputs)
    parts: list[str] = []
    at = 0
    for message in messages(template):
        other = catalogue.phrases.get(message.words, "")
        if not other:
            continue
        around = template[message.start : message.end]
        before = around[: len(around) - len(around.lstrip())]
        after = around[len(around.rstrip()) :]
        if (
            before == " "
            and WIDE_RE.match(other)
            and template.endswith(LINK_ENDS, 0, message.start)
        ):
            before = ""
        if after == " " and (
            other[-1] in CHINESE_STOPS or _link_follows(template, message.end, other[-1])
        ):
            after = ""
        parts += (template[at : message.start], before, other, after)
        at = message.end
    return "".join((*parts, template[at:]))


def _link_follows(template: str, at: int, last: str) -> bool:
    """Whether a link, or a loop of them, follows words whose last character is Chinese."""
    return bool(WIDE_RE.match(last)) and template.startswith(LINK_STARTS, at)


def _with_labels(template: str, outputs: Collection[str]) -> str:
    """The template with `tr` added to outputs that are labels: `{{ fact.label | tr }}`."""
    parts: list[str] = []
    for piece in pieces(template):
        text = template[piece.start : piece.end]
        if piece.kind is Kind.OUTPUT and (match := OUTPUT_RE.fullmatch(text)):
            expression, rest = match["expression"], match["rest"]
            if expression in outputs:
                text = f"{match['open']} {expression} | tr{rest}"
        parts.append(text)
    return "".join(parts)


def pieces(template: str) -> Iterator[Piece]:
    """The pieces of which a template consists: text, tags, and Jinja's own constructs."""
    at = start = 0
    while at < len(template):
        end = 0
        two = template[at : at + 2]
        if two in CLOSERS:
            end, kind = _jinja_end(template, at), Kind(two)
        elif two[0] == "<" and (two[1:].isalpha() or two[1:] in {"/", "!"}):
            end, kind = _tag_end(template, at), Kind.TAG
        if not end:
            at += 1
            continue
        if start < at:
            yield Piece(Kind.TEXT, start, at)
        yield Piece(kind, at, end)
        start = at = end
    if start < at:
        yield Piece(Kind.TEXT, start, at)


def _jinja_end(template: str, at: int) -> int:
    """The end of the Jinja construct that begins at an offset."""
    closer = CLOSERS[template[at : at + 2]]
    end = template.find(closer, at + 2)
    return end + 2 if end >= 0 else len(template)


def _tag_end(template: str, at: int) -> int:
    """The end of the tag that begins at an offset; a `>` in quotes or in Jinja does not end it."""
    quoted = False
    while at < len(template):
        if template[at : at + 2] in CLOSERS:
            at = _jinja_end(template, at)
            continue
        if template[at] == '"':
            quoted = not quoted
        elif template[at] == ">" and not quoted:
            return at + 1
        at += 1
    return at


def _attributes(template: str, tag: Piece) -> Iterator[Message]:
    at, opened = tag.start, -1
    while at < tag.end:
        if template[at : at + 2] in CLOSERS:
            at = _jinja_end(template, at)
            continue
        if template[at] == '"':
            if opened < 0:
                opened = at + 1
            else:
                name = ATTRIBUTE_RE.search(template[max(0, opened - 40) : opened - 1])
                if name and name[1] in TRANSLATED_ATTRIBUTES and _has_words(template[opened:at]):
                    yield Message(opened, at, _normalise_spaces(template[opened:at]), quoted=True)
                opened = -1
        at += 1


def _message(template: str, run: list[Piece]) -> Iterator[Message]:
    if run:
        start, end = run[0].start, run[-1].end
        if _has_words(template[start:end]):
            yield Message(start, end, _normalise_spaces(template[start:end]))


def _has_words(text: str) -> bool:
    """Whether a text has words (outside Jinja, or quoted in an output), but none in Chinese."""
    if HAN_RE.search(text):
        return False
    plain: list[str] = []
    for piece in pieces(text):
        part = text[piece.start : piece.end]
        if piece.kind is Kind.OUTPUT:
            plain.extend(LITERAL_RE.findall(ARGUMENTS_RE.sub("", part)))
        elif piece.kind is Kind.TEXT:
            plain.append(ENTITY_RE.sub("", part))
    return any(WORD_RE.search(part) for part in plain)


def _normalise_spaces(text: str) -> str:
    return SPACE_RE.sub(" ", text).strip()
