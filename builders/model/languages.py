"""Language tags as in BCP 47: `en`, `zh-Hans`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es"  # noqa: SIM905  # reads as the list it is
    " et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki"
    " kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no"
    " nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta"
    " te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""The codes of ISO 639-1."""
TAGS_BY_NAME = {
    name: tag
    for tag, names in {
        "ar": "arabic", "cs": "czech tschechisch", "da": "danish dansk dänisch", "de": "german deutsch allemand",
        "el": "greek griechisch", "en": "english englisch anglais inglés", "es": "spanish español spanisch espagnol",
        "fa": "persian farsi", "fi": "finnish suomi", "fr": "french français französisch francés",
        "he": "hebrew hebräisch", "hu": "hungarian magyar", "it": "italian italiano italienisch", "ja": "japanese",
        "ko": "korean", "la": "latin lateinisch latein", "nl": "dutch nederlands niederländisch", "no": "norwegian norsk",
        "ota": "ottoman osmanlıca osmanisch",
        "pl": "polish polski polnisch", "pt": "portuguese português", "ru": "russian russisch russe",
        "sv": "swedish svenska schwedisch", "tr": "turkish türkçe", "uk": "ukrainian", "vi": "vietnamese",
        "yi": "yiddish jiddisch", "zh": "chinese chinesisch chinois 中文",
    }.items()
    for name in names.split()
}  # fmt: skip
"""From the names that catalogues give to the commonest languages, in lower case, to their tags."""
LANGUAGE_NAMES = {tag: name.capitalize() for name, tag in reversed(TAGS_BY_NAME.items())}
"""The English names of these languages by their tags, for readers."""
THREE_LETTERS_FILE = Path(__file__).parents[1] / "data" / "languages.txt"
"""The file of ISO 639-3 codes: there are thousands, and few publications need them."""
ISO_639_3_LENGTH = 3
"""Letters in a code of ISO 639-3."""
RIGHT_TO_LEFT = frozenset(
    "acm apc ar arc ary arz azb ckb dv fa glk he iw ji ks lrc mzn nqo ota pnb ps sd syr ug ur yi".split()  # noqa: SIM905  # as above
)
"""Languages that are usually written from right to left (CLDR's likely scripts)."""
SCRIPTS_RIGHT_TO_LEFT = frozenset(
    "adlm arab aran hebr mand mend nkoo rohg samr syrc thaa".split()  # noqa: SIM905  # as above
)
SCRIPT_LENGTH = 4
"""Letters in the script subtag of a tag: `Arab` in `az-Arab`."""


@cache
def is_right_to_left(tag: str) -> bool:
    """Whether a language is read from right to left; if the tag names a script, that decides."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == SCRIPT_LENGTH and part.isalpha()), None)
    return script in SCRIPTS_RIGHT_TO_LEFT if script else language in RIGHT_TO_LEFT


def tag_error(tag: object) -> str:
    """What is wrong with a would-be language tag; empty if nothing is."""
    if not isinstance(tag, str) or not (tag_named(tag) or re.match(PATTERN, tag)):
        return f"`{tag}` is not a language tag; `en`, `zh-Hans` and `yue` are"
    try:
        _valid_tag(tag)
    except ValueError as error:
        return str(error)
    return ""


def tag_named(name: str) -> str | None:
    """The tag of a common language by its name, `German` or `Deutsch`; None for others."""
    return TAGS_BY_NAME.get(name.strip().casefold())


def tag_by_name_or_code(name: str) -> str | None:
    """The tag of a language by its name in a catalogue or by its code in ISO 639-2 or 639-3.

    None if the name is not known, or if the code has no shorter equivalent.
    """
    return tag_named(name) or _three_letters().get(name.strip().lower()) or None


def _valid_tag(tag: str) -> str:
    if named := tag_named(tag):
        raise ValueError(f"`{tag}` is written `{named}`")
    if not re.match(PATTERN, tag):
        if re.match(PATTERN, hyphenated := tag.replace("_", "-")):
            raise ValueError(f"`{tag}` is written `{hyphenated}`")
        raise ValueError("it is not a language tag; `en`, `zh-Hans` and `yue` are")
    language, *rest = tag.split("-")
    language = language.lower()
    if len(language) == ISO_639_3_LENGTH:
        shorter = _three_letters().get(language)
        if shorter:
            # BCP 47 has one tag for one language, and browsers know no other.
            raise ValueError(f"`{tag}` is written `{'-'.join((shorter, *rest))}`")
    if language not in TWO_LETTERS and language not in _three_letters():
        raise ValueError(f"`{language}` is not a language; `en`, `zh-Hans` and `yue` are")
    return tag


@cache
def _three_letters() -> dict[str, str]:
    """From each three-letter code to its two-letter code, or to an empty string if it has none."""
    words = THREE_LETTERS_FILE.read_text(encoding="ascii").split()
    return {long: short for long, _, short in (word.partition("=") for word in words)}


PATTERN = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
Language = Annotated[str, AfterValidator(_valid_tag), Field(json_schema_extra={"pattern": PATTERN})]
"""A valid tag; it is used in places where arbitrary text must not go."""
