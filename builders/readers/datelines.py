"""Whether a date stands by itself, as in the dateline of a letter, or within a sentence."""

from __future__ import annotations

import re
import unicodedata

AFTER_DATE_RE = re.compile(
    r"(?: ?(?:г(?:ода|\.)|р(?:оку|\.)|roku|r\.))?[ .,，。()\[\]]*(?:(?:[ -]{0,3}\d{1,2}:\d\d(?::\d\d)?)?(?: [+-]\d{4})?"
    r"(?: ?\(?(?:GMT|UTC|BST|HKT|JST|CES?T|[ECMP][SD]T))?|(?:at )?\d{1,2}(?:[.:]\d\d)? ?[ap]\. ?m\.|\d{4} ?Z|noon|midnight|(?:page|p\.) ?\d{1,3})?[ .,，。()\[\]]*"
    r"(?:rec(?:eived|[’']?d)\b[^\n]{0,60})?",
    re.IGNORECASE,
)
"""What may follow the date on its line: nothing, or in a letter `, 6 p.m.`, in a cutting `, page 4`,
in a telegram `, 0945Z`, in an e-mail ` 23:09:23 -0500 (CDT)`; and when it was received."""
_CAPITALISED_WORD = r"[^\W\d_a-zß-öø-ÿа-ѿ\u4e00-\u9fff][^\W\d_]{0,30}(?:['’/-][^\W\d_]{1,30}){0,2}"
_LOWER_CASE_WORDS = (
    r"(?:(?:[adios]/|a\.|an der|a\. ?d\.|am|im|i\.|i\. ?d\.|ob der|o\. ?d\.|de|de los|de las|de la|del|della|di|do|da|dos|das|du|la|les"
    r"|sur|s\.|upon|rue|rue du|rue de|rue de la|rue des|quai|via|near|bei|près de|presso|cerca de) ?|[dl]['’])"
    r"(?!(?:Mon|Diens|Donners|Frei|Sams|Sonn)(?:tag|abend)|Mittwoch)"
)
"""The lower-case words in names of places and streets: `Frankfurt am Main`, `Frankfurt a. M.`,
`12 rue du Bac`."""
_HOUSE_NUMBER = r"\d{1,4}[a-d]?(?:,? (?=[^\W\d_a-zß-öø-ÿ]|rue |via )|, )"
"""A house number, before or after the street: `14 Gower Street, `, `Potsdamerstr. 5, `."""
_ABOARD = r"(?i:on board(?: of)?(?: the)?|at sea|à bord(?: du| de la)?|an bord(?: der| des)?|a bordo(?: del| de)?)[ ,.]{1,3}"
_WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira"
    " sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag"
    " lördag söndag mandag tirsdag lørdag søndag"
)
BEFORE_DATE_RE = re.compile(
    r"(?:(?i:Date|Sent|Datum|Fecha|Data|Дата|Ngày|日期|日付|التاريخ|תאריך)\s?[:：]\s{0,3})?"
    rf"[ .,()\[\]]*(?:{_ABOARD})?(?:{_HOUSE_NUMBER})?"
    rf"(?:(?:{_CAPITALISED_WORD}|[\u4e00-\u9fff]{{1,12}})[ .,،，、()\[\]]+(?:{_LOWER_CASE_WORDS}(?=[^\W\d_a-zß-öø-ÿ])|{_HOUSE_NUMBER}(?:{_LOWER_CASE_WORDS})?)?){{0,5}}"
    r"(?:(?:the|this|le|ce|du|den|am|vom|el|del|il|dal|li|a|em|on|ngày|op|d\.|dnia|dne)\s{1,2})?"
    rf"(?:(?:{'|'.join(_WEEKDAYS.split())}),?\s{{1,2}})?"
)
"""What may precede the date on its line: nothing, `British Consulate, Foochow, `, `Bordeaux, le `,
`Date: `."""
DASH_AFTER_DATE_RE = re.compile(r"[ .,)]*(?:\([^()\n]{1,30}\)[ .,]*)?(?:--|[—–])")
"""What follows the date of a report from elsewhere: `PARIS, 12 mai 1869. — Le Moniteur`."""


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) of a text has nothing beside it but a place or a time of day.

    After a place, a dash and a report may follow the date.
    """
    after = AFTER_DATE_RE.fullmatch(text, end)
    if after is None and text[:start].strip():
        # Without a place before the date this would be an entry in a diary.
        after = DASH_AFTER_DATE_RE.match(text, end)
    return bool(after and BEFORE_DATE_RE.fullmatch(unicodedata.normalize("NFC", text[:start])))
