"""The language of a text, as a BCP 47 tag, guessed from its letters and commonest words alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from builders.data import written
from builders.model.scripts import HAN_RE

_SCRIPTS = {
    "ja": r"\u3041-\u30ff",
    "ko": r"\uac00-\ud7af",
    "ru": r"\u0400-\u04ff",
    "ar": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "he": r"\u0590-\u05ff\ufb1d-\ufb4f",
    "el": r"\u0370-\u03ff\u1f00-\u1fff",
    "hy": r"\u0530-\u058f",
    "ka": r"\u10a0-\u10ff",
    "th": r"\u0e01-\u0e4e",
    "hi": r"\u0900-\u097f",
    "bn": r"\u0980-\u09ff",
    "ta": r"\u0b80-\u0bff",
    "km": r"\u1780-\u17dd",
    "my": r"\u1000-\u109f",
}
"""The letters of scripts, by the language that uses each almost alone or more than others do."""
_SCRIPT_RES = {tag: re.compile(f"[{letters}]") for tag, letters in _SCRIPTS.items()}
_KANA_RE = _SCRIPT_RES["ja"]
_NOT_LATIN_RE = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_OWN_LETTERS = {
    "uk": ("ru", re.compile(r"[їєґЇЄҐ]")),
    "ur": ("ar", re.compile(r"[ٹڈڑںے]")),
    "fa": ("ar", re.compile(r"[پچژگ]")),
}
"""Languages that share a script of `_SCRIPTS`: its key there, and the letters that only they use."""
_OTHER_LANGUAGES = {
    "ru": "be bg cu mk mn os",
    "ar": "acm apc ary arz azb ckb glk ks lrc mzn ota pnb ps sd ug",
    "he": "iw ji yi",
    "el": "grc",
    "hi": "mr ne",
    "bn": "as",
}
"""Other languages in a script of `_SCRIPTS`, which editors may name but letters do not show."""
_SCRIPT_OF = {one: tag for tag, others in _OTHER_LANGUAGES.items() for one in others.split()}
_ALSO_IN = {
    "ru": "az bs kk ky sr tg tk tt uz",
    "ar": "az ku uz",
    "he": "lad",
    "hi": "pi sa",
}
"""Languages that are written in a script of `_SCRIPTS` or in Latin letters."""
_SUBTAGS = {
    "arab": "ar",
    "armn": "hy",
    "beng": "bn",
    "cyrl": "ru",
    "deva": "hi",
    "geor": "ka",
    "grek": "el",
    "hebr": "he",
    "latn": "latn",
}
"""The scripts that a tag may name (`sr-Cyrl`), by their keys in `_SCRIPTS`."""
_VIETNAMESE_RE = re.compile(r"[\u01a1\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
"""Letters of Vietnamese alone: Romanian has `ă` as well, and Croatian `đ`."""
_ADDRESS_RE = re.compile(r"\]\([^()\s]{0,500}\)|https?://[^\s()<>\[\]]{1,500}")
_WORD_RE = re.compile(r"[^\W\d_]+")
_INITIAL_RE = re.compile(r"\b[^\W\d_]\.")
"""`W.S.W.`: letters that are no words, though `w` is one in Polish."""

_COMMON_WORDS = {
    "en": "the of and to in that is was for on with by from are has were it at i you he my we not have be",
    "fr": "le la les des et est une dans que qui pour sur par avec du au ont je vous il ne pas nous à un de ce en votre ici",
    "es": "el los las del y es una en que por con para se al como fue su de la un no me lo mi más yo",
    "de": "der die das und ist ein eine zu den von mit auf im nicht dem sich ich er sie es wir in bin war auch mir ihr daß",
    "pt": "o os as do da dos das e em uma que por com para não ao foi de um é a eu me meu se",
    "it": "il gli della delle che di e un una per con sono nel alla dei non è la si mi ho del io",
    "nl": "de het een van en is niet dat ik in te op zijn met voor aan u hij heb ook uw naar ben",
    "sv": "och att det som en är på för med av den till jag inte har ett om han i var så ditt",
    "da": "og at det som en er på for med af den til jeg ikke har et om han i var så dit",
    "nb": "og at det som en er på for med av den til jeg ikke har et om han i var så ditt",
    "pl": "i w nie na się z do że jest to o jak po od za co ja mi tak był",
    "cs": "a se na v že je to s z do jsem o jak ale by mi po tak nebo má při jsou který není každý jeho",
    "sk": "a sa na v že je to s z do som o ako ale by mi po tak alebo má pri sú ktorý nie každý jeho",
    "sl": "je in na da se v za so ki pa tudi ali bi ni po z pri ima sem kot",
    "hr": "i je u na da se ne su od za sam koji kao što bi ali iz smo po ili nije svatko koje mu",
    "hu": "a az és hogy nem is egy van volt de ha csak meg ez azt mint ki már vagy nekem minden el még én őt ezt való",
    "fi": "ja on ei että se hän oli ovat kun mutta niin minä en ole joka tai kuin myös ne sen hänen tämä jos olen nyt vain jonka mitä",
    "et": "ja on ei et ta oli kui ning see ka või tema mis oma selle nende ma aga mina siis",
    "tr": "ve bir bu da de için ile çok ne ben sen olarak olan her gibi daha ama kadar sonra değil veya o ki var hakkı",
    "ro": "și şi de la în nu că să cu pe este un o din care mai sunt am ce se fi orice sau lui dreptul",
    "ca": "el la els les de i que en un una per amb dels no es al va seu seva és han tota",
    "id": "yang dan di dengan untuk dari ini itu tidak pada dalam kepada saya akan telah ke atau oleh sebagai setiap orang",
    "ha": "da na ko ya ta don cikin wani yana ne kowane su ba wanda",
    "sw": "na ya wa kwa ni katika za kila mtu au la si haki yake",
    "tl": "ang ng sa na mga at ay may ito hindi kanyang lahat isang kung",
    "la": "et in est non ad cum ut quod qui ex sed per me ac si quae esse tuas hic",
}
"""The commonest words of languages in Latin script, in reports and in letters (`je`, `ich`, `ik`)."""
_SAMPLE = 20_000
_SCRIPT_SHARE = 1 / 3
_VIETNAMESE_SHARE = 0.04
_OWN_LETTERS_SHARE = 0.01
_KANA_PER_HAN = 0.1
"""Kana for each Han character in the official Japanese of a century ago; a Chinese text that quotes
a Japanese name has fewer."""
_FEWEST_WORDS = 8
_FEWEST_DIFFERENT = 3
"""A text in a language has at least this many of its commonest words: one or two may be other words
in another language, such as `do.` for `ditto`."""


def language_of(text: str, default: str = "en") -> str:
    """The tag of the language in which most of the text is written, or `default` if that is unclear."""
    text = text[:_SAMPLE]
    if "://" in text or "](" in text:
        # URLs are in Latin letters, whatever the text around them is in.
        text = _ADDRESS_RE.sub(" ", text)
    if text.isascii():
        return _by_common_words(text, default)
    # Text from a Mac may have its accents decomposed.
    text = unicodedata.normalize("NFC", text)
    letters = _count_letters(text)
    if not letters:
        return default
    # A Han character weighs as much as a short word, so a third of the letters is most of the text.
    han = len(HAN_RE.findall(text))
    kana = len(_KANA_RE.findall(text))
    if han + kana > letters * _SCRIPT_SHARE:
        return "ja" if kana > han * _KANA_PER_HAN else chinese_script(text)
    tag = _by_script(text, letters)
    if tag:
        return tag
    if len(_VIETNAMESE_RE.findall(text)) > letters * _VIETNAMESE_SHARE:
        return "vi"
    return _by_common_words(text, default)


def chinese_script(text: str) -> str:
    """`zh-Hant` if characters only traditional writing has outnumber the simplified, else `zh-Hans`."""
    simplified, traditional = _forms()
    counts = Counter(text)
    totals = [
        sum(count for one, count in counts.items() if one in forms)
        for forms in (simplified, traditional)
    ]
    return "zh-Hant" if totals[1] > totals[0] else "zh-Hans"


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """The forms that only simplified writing uses, and those that only traditional writing uses.

    A table lists the characters that have several forms. It does not show that 后 is a word of its
    own in traditional writing and 著 in simplified; the standards GB 2312 and Big5 do.
    """
    text = written("han/forms.txt")
    several = {form for line in text.split() for form in line}
    simple, full = (
        {form for form in several if _can_encode(form, name)} for name in ("gb2312", "big5")
    )
    return frozenset(simple - full), frozenset(full - simple)


def _can_encode(character: str, standard: str) -> bool:
    return bool(character.encode(standard, "ignore"))


def other_language(text: str, main: str) -> str | None:
    """The tag of a passage's language if it is in another script than the main language, else None.

    Only the script decides: a line is too short to tell English from French by its words.
    """
    latin = not main.startswith("zh") and _script_of(main) not in _SCRIPTS
    if text.isascii() and latin:
        return None
    text = unicodedata.normalize("NFC", text)
    letters = _count_letters(text)
    if not letters:
        return None
    if len(HAN_RE.findall(text)) > letters * _SCRIPT_SHARE:
        found = language_of(text, main)
    elif len(_VIETNAMESE_RE.findall(text)) > letters * _VIETNAMESE_SHARE:
        found = "vi"
    else:
        found = _by_script(text, letters) or (main if latin else "en")
    script = _script_of(found)
    if script == _script_of(main) or _language(main) in _ALSO_IN.get(script, "").split():
        return None
    # Japanese without kana looks like Chinese.
    return None if main == "ja" and found.startswith("zh") else found


def title_language(title: str, main: str) -> str:
    """The tag of a title's language: editors may have given an Arabic source an English title."""
    return other_language(title, main) or main


def _by_script(text: str, letters: int) -> str | None:
    """The language in whose script most of the text is; None for Latin and for Han characters."""
    if len(_NOT_LATIN_RE.findall(text)) <= letters * _SCRIPT_SHARE:  # true of nearly all texts
        return None
    for tag, pattern in _SCRIPT_RES.items():
        if len(pattern.findall(text)) > letters * _SCRIPT_SHARE:
            return _with_own_letters(text, tag, letters)
    return None


def _with_own_letters(text: str, tag: str, letters: int) -> str:
    """The language of the script `tag` stands for whose own letters the text has; `tag` if none."""
    for other, (script, own) in _OWN_LETTERS.items():
        if script == tag and len(own.findall(text)) > letters * _OWN_LETTERS_SHARE:
            return other
    return tag


def _script_of(tag: str) -> str:
    """The key of `_SCRIPTS` for a language's script; for scripts not listed the language itself."""
    language = _language(tag)
    for subtag in tag.lower().split("-")[1:]:
        if subtag in _SUBTAGS:
            return _SUBTAGS[subtag]
    return (
        _OWN_LETTERS[language][0]
        if language in _OWN_LETTERS
        else _SCRIPT_OF.get(language, language)
    )


def _count_letters(text: str) -> int:
    return sum(map(len, _WORD_RE.findall(text)))


def _by_common_words(text: str, default: str) -> str:
    counts = Counter(_WORD_RE.findall(_INITIAL_RE.sub(" ", text.lower())))
    total = counts.total()
    if total < _FEWEST_WORDS:
        return default
    shares = {
        tag: sum(counts[word] for word in words) / total
        for tag, common in _COMMON_WORDS.items()
        if len(words := counts.keys() & common.split()) >= _FEWEST_DIFFERENT or tag == default
    }
    if not shares:
        return default
    best = max(shares, key=lambda tag: (shares[tag], tag == default))
    return best if shares[best] > 2 * shares.get(default, 0) and shares[best] > 1 / 10 else default


def _language(tag: str) -> str:
    """The language in a tag, without its script and region."""
    return tag.partition("-")[0].lower()
