"""Converting between the LaTeX of BibTeX fields and Unicode text.

Only what bibliographies really contain is understood: accents, escaped characters, dashes,
quotation marks, braces that keep capitals, and commands that change type (whose words are kept).
Other commands are returned apart, so that they can be reported instead of appearing on a page.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from builders.model.work import Title
from builders.spans import Span, merge

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "r": "\u030a",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
}
"""From accent commands to combining characters."""
LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
    "S": "§",
    "P": "¶",
}
DOTLESS = frozenset("ij")
"""The letters that lose their dot under an accent, which needs no character of its own."""
TYPESETTING_COMMANDS = frozenset(
    {"emph", "textit", "textbf", "textsc", "textrm", "textup", "mkbibemph", "mkbibquote", "url"}
)
"""Commands that change how words look; the words are kept."""
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
ESCAPED = frozenset("#$%&_{} ")
TOKEN_RE = re.compile(
    r"\\([A-Za-z]+)[ \t\n]*|\\(.)|([{}])|(---|--|``|''|~)|([^\\{}`'~-]+|.)", re.DOTALL
)
"""A command by name or by character, a brace, a ligature, or plain text."""
LIGATURE_BREAK_RE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")
"""Places between two characters that LaTeX would join: two hyphens would become a dash."""
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "\u00a0": "~",
    }
)
"""From special characters to LaTeX. A brace has a name, since BibTeX would count an escaped one."""


class Decoded(NamedTuple):
    """The text of a field."""

    text: str
    kept: tuple[Span, ...]
    """Spans of the text that stood in braces."""
    unknown: tuple[str, ...]
    """Commands that are not understood."""


def decode(raw: str) -> Decoded:
    """The Unicode text of a BibTeX field."""
    return _Decoder(raw).decoded()


def title(raw: str) -> Title:
    """A title with the capitals that its braces keep."""
    decoded = decode(raw)
    return Title(decoded.text, decoded.kept)


def encode(text: str) -> str:
    """The text with LaTeX's special characters escaped."""
    return LIGATURE_BREAK_RE.sub("{}", text.translate(ESCAPES))


def encode_title(whole: Title) -> str:
    """The title with braces around the capitals that must stay."""
    parts: list[str] = []
    at = 0
    for start, end in merge(whole.kept):
        parts += (encode(whole.text[at:start]), "{", encode(whole.text[start:end]), "}")
        at = end
    return "".join((*parts, encode(whole.text[at:])))


class _Decoder:
    """One pass over the tokens of a field, with a stack of open braces."""

    def __init__(self, raw: str) -> None:
        self._tokens = list(TOKEN_RE.finditer(raw))
        self._out: list[str] = []
        self._length = 0
        self._kept: list[Span] = []
        self._unknown: list[str] = []
        self._open: list[tuple[int, bool]] = []
        """For each open brace, its position in the decoded text and whether it keeps capitals."""

    def decoded(self) -> Decoded:
        """The decoded field."""
        at = 0
        while at < len(self._tokens):
            at = self._take(at)
        text = "".join(self._out)
        lead = len(text) - len(text.lstrip())
        kept = merge(Span(max(start - lead, 0), end - lead) for start, end in self._kept)
        return Decoded(text.strip(), kept, tuple(self._unknown))

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)

    def _take(self, at: int) -> int:
        word, sign, brace, ligature, plain = self._tokens[at].groups()
        if brace == "{":
            # {\"O}: the braces of BibTeX's “special characters” keep no capitals.
            letter = at + 1 < len(self._tokens) and self._accents(at + 1)
            self._open.append((self._length, not letter))
        elif brace == "}":
            if self._open:
                start, keeps = self._open.pop()
                if keeps and self._length > start:
                    self._kept.append(Span(start, self._length))
        elif word is not None or sign is not None:
            return self._command(at, word or sign)
        else:
            self._put(LIGATURES.get(ligature, ligature) if ligature else plain)
        return at + 1

    def _accents(self, at: int) -> bool:
        word, sign = self._tokens[at].group(1, 2)
        name = word or sign or ""
        return name in ACCENTS or (name in LETTERS and not name.startswith("text"))

    def _command(self, at: int, name: str) -> int:
        if name in LETTERS:
            self._put(LETTERS[name])
            return self._over_empty_braces(at + 1)
        if name in ACCENTS:
            return self._accented(at + 1, ACCENTS[name])
        if name in ESCAPED:
            self._put(name)
        elif name in TYPESETTING_COMMANDS:
            return self._argument(at + 1)
        elif name.isalpha():
            self._unknown.append(f"\\{name}")
        elif name == "-":
            pass  # `\-`, a place where a word may be broken
        else:
            self._put(name)
        return at + 1

    def _over_empty_braces(self, at: int) -> int:
        pair = [token.group(3) for token in self._tokens[at : at + 2]]
        return at + 2 if pair == ["{", "}"] else at

    def _argument(self, at: int) -> int:
        """The index after the opening brace of an argument, whose capitals are not kept."""
        if at < len(self._tokens) and self._tokens[at].group(3) == "{":
            self._open.append((self._length, False))
            return at + 1
        return at

    def _accented(self, at: int, combining: str) -> int:
        r"""The index after an accent's letter (plain, in braces or by name), which is added.

        The letter may have accents of its own: `\'{\^e}` is ế.
        """
        braces = 0
        while at < len(self._tokens):
            word, sign, brace, _, plain = self._tokens[at].groups()
            name = word or sign or ""
            if brace == "{":
                braces += 1
            elif name in ACCENTS:
                combining = ACCENTS[name] + combining
            else:
                break
            at += 1
        else:
            return at
        if plain or name in LETTERS:
            letter = name if name in DOTLESS else LETTERS.get(name) or plain[:1]
            self._put(unicodedata.normalize("NFC", letter + combining))
            self._put((plain or "")[1:])
            at += 1
        while braces and at < len(self._tokens) and self._tokens[at].group(3) == "}":
            braces -= 1
            at += 1
        self._open += [(self._length, False)] * braces
        return at
