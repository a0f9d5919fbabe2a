"""Whether a bare number is a year, or a bare word a month, judged by the words beside it.

`2000 women` is a number and `in 2000` a year; `May` may be a verb, a woman or a month, and `March`
a protest. The neighbouring words decide: first those that count things, then those that date
them. Nothing is parsed.
"""

from __future__ import annotations

import re

from builders.recognizers.dates.atoms import Atom
from builders.recognizers.dates.landmarks import PrecedingWords
from builders.recognizers.dates.vocabulary import APOSTROPHE, COUNTED, DASH, S0, S

_REACH = 40
_FIRST_PLAIN_YEAR = 1700
_FIRST_YEAR = 1500
_LAST_YEAR = 2099

# "No. 2004", "Resolution 1803", "USD 1900", "page 1998", "tel. 2010": what a number labels or counts.
_NUMBERED_RE = PrecedingWords(
    "$ £ € ¥ ￥ # № + = * < > ~ ≈ ± - – — / . , : 0 1 2 3 4 5 6 7 8 9 rmb usd eur gbp hkd rs unsc unscr"
    " iso no nos tel phone fax ext extension hotline room rooms box suite flight flights boeing airbus"
    " resolution resolutions article articles section sections highway route form page pages p pp para"
    " paras paragraph paragraphs number numbers numbered code codes serial at telegram telegrams cable"
    " cables airgram despatch dispatch circular file",
    r"(?:[$£€¥￥#№+=*<>~≈±]\s?"
    r"|\b(?:RMB|USD|EUR|GBP|HKD|Rs|(?i:UNSCR?|ISO|Nos?|tel|phone|telephone|fax|ext|extension|hotline|rooms?|box|suite"
    r"|flights?|Boeing|Airbus|resolutions?|articles?|sections?|highway|route|form|pages?|pp?|paras?|paragraphs?"
    r"|numbers?|numbered|codes?|serial|telegrams?|cables?|airgram|despatch|dispatch|circular|file)|at)[.:]?\s{0,2}"
    r"|[0-9]\s?[-–—/.,:]\s?|[0-9]\s)\Z",
)
_CODED_RE = re.compile(
    r"(?:\b[0-9]{2}\s?[A-Z]{3,20}(?:\s[A-Z]{2,20}){0,3}\s"
    r"|\bRef(?:tel|s)?\b[^.;]{0,20}?[A-Z]{4,20}\s|\bREF(?:TEL|S)?\b[^.;]{0,20}?[A-Z]{4,20}\s"
    r"|\([A-Z]{4,20}\s)\Z"
)
# "2009 BRASILIA 1381" is a telegram, "2000-year" an age, "1930 hours" a time of day,
# "1995 Nanjing Road" an address.
_COUNTS_AFTER_RE = re.compile(
    rf"{S0}(?:{DASH}{S0})?(?:yuan|renminbi|RMB|dollars|euros?|pounds|USD|km|kilomet|miles?\b|met(?:er|re)s|tons?\b"
    r"|tonnes|kg\b|hectares|acres|square|percent|per\scent|times\b|hours|hrs|local\stime|million|billion"
    rf"|thousand|dozen|m\b|°|years\b)|{DASH}years?\b"
    rf"|{S}[A-Z]{{3,20}}(?:\s[A-Z]{{2,20}}){{0,3}}\s[0-9]|{DASH}[0-9]|:[0-9]"
    rf"|{S}(?:[A-Z]\w{{1,20}}{S}){{1,3}}(?:Road|Street|Avenue|Boulevard|Lane|Drive|Highway|Lu|Dajie|Rd|St|Ave)\b"
)
_COUNTED_AFTER_RE = re.compile(rf"{S}(?:[a-z]{{2,14}}{S})?{COUNTED}")
# "In 2006 women", "since 2000 people": after a preposition of time it is a year, whatever follows.
_DATED_BEFORE_RE = PrecedingWords(
    "in since during until till throughout before early late mid year years spring summer autumn fall"
    " winter of ( ¶",
    r"\b(?:in|since|during|until|till|throughout|before|early|late|mid|years?|spring|summer|autumn|fall|winter"
    r"|half of|quarter of|end of|beginning of|start of)\s{1,3}[(¶]?\Z",
    re.IGNORECASE,
)
# "has 2004 markers" is a number, but after one of these words a year may stand before a plural.
_ADJECTIVE_BEFORE_RE = re.compile(
    rf"(?:\b(?:the|an?|its|his|her|their|our|of|for|from|by|this|to|and|or|on|after|between|with)|{APOSTROPHE}s|s{APOSTROPHE}"
    r"|(?-i:[A-Z][\w-]{1,20})|[,;:.(¶–—-])\s{0,3}\Z|\A\s*\Z",
    re.IGNORECASE,
)
_PLURAL_AFTER_RE = re.compile(rf"{S}[a-z]{{3,14}}(?<!s)(?<!u)(?<!i)s(?![\w{APOSTROPHE[1:-1]}])")
# "one in 2000".
_ODDS_BEFORE_RE = re.compile(r"\b(?:1|one)\sin\s\Z", re.IGNORECASE)
# "some 2000", "more than 2000": an amount, unless what follows ends the phrase.
_AMOUNT_BEFORE_RE = PrecedingWords(
    "some about over nearly almost than least most only around roughly approximately to as exactly"
    " another further of total totaling totalling totaled totalled estimated",
    r"\b(?:some|about|over|nearly|almost|(?:more|less|fewer|greater) than|at least|at most|only|around|roughly"
    r"|approximately|up to|as many as|exactly|another|a further|total of|total(?:l?ing|l?ed)?|estimated)\s{1,3}\Z",
    re.IGNORECASE,
)
_PHRASE_ENDS_RE = re.compile(
    r"\s{0,3}(?:[,.;:!?)\]\"'”’–—]|\Z|(?:and|or|but|when|while|as|to|the|in|on|at|with|for|until|through|by|a"
    r"|levels?|figures?)\b)"
)
_ROUND = 100


# "1926. Subj: The harbour": the number of a telegram, above its text in an edition.
_NUMBER_OF_A_TELEGRAM_RE = re.compile(r"\.\s(?:Subj(?:ect)?|Refs?|Reftel|Deptel|Embtel)\b")


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the four digits at `start` are a year.

    Args:
        text: The whole text.
        start: Where the digits begin.
        end: Where the year, or the pair of years that it opens, ends.
    """
    year = int(text[start : start + 4])
    before = text[max(0, start - _REACH) : start]
    if _NUMBERED_RE.search(before) or _COUNTS_AFTER_RE.match(text, end):
        return False
    coded = before[-2:-1].isupper() and _CODED_RE.search(before)
    if coded or (not before and _NUMBER_OF_A_TELEGRAM_RE.match(text, end)):
        return False
    if _AMOUNT_BEFORE_RE.search(before):
        return year % _ROUND != 0 and year <= _LAST_YEAR and bool(_PHRASE_ENDS_RE.match(text, end))
    if _DATED_BEFORE_RE.search(before):
        odds = year % _ROUND == 0 and _ODDS_BEFORE_RE.search(before)
        return _FIRST_YEAR <= year <= _LAST_YEAR and not odds
    if _PLURAL_AFTER_RE.match(text, end) and not _ADJECTIVE_BEFORE_RE.search(before):
        return False
    return _FIRST_PLAIN_YEAR <= year <= _LAST_YEAR and not _COUNTED_AFTER_RE.match(text, end)


# "1750 BC", "15 March 44 B.C.", "1290 AH": the years of other eras. British Columbia is BC, too.
_OTHER_ERA_RE = re.compile(
    rf"(?P<year>,?{S}(?:of{S})?[0-9]{{1,4}})?{S0}(?:(?:B\.?\s?C|A\.?\s?H)(?:\.?\s?E)?(?!\w)|of{S}the{S}H(?:ij|eg))"
)
_LAST_YEAR_BEFORE_CHRIST = 1900


def is_of_another_era(text: str, atom: Atom) -> bool:
    """Whether what follows an atom shows that its year, or a year that it lacks, is of another era."""
    match = _OTHER_ERA_RE.match(text, atom.end)
    if match is None:
        return False
    if atom.first.year is None:
        return match["year"] is not None
    return match["year"] is None and atom.first.year < _LAST_YEAR_BEFORE_CHRIST


# "March: the centre opens" is an item of a chronology.
_TITLE_AFTER_RE = re.compile(rf"{S0}(?:[:–—-]|\Z)")
_AMBIGUOUS_MONTHS = frozenset({"march", "april", "may", "june", "august"})
"""Names of months that are also verbs, adjectives or given names."""
# "May Day", "October Revolution", "May Fourth Movement".
_NAMED_AFTER_RE = re.compile(
    r"\s(?:Day|DAY|Fourth|Revolution|War|Crisis|Movement|Surprise|Group|Fair|Uprising)\b"
)
_CAPITAL_AFTER_RE = re.compile(r"\s{1,3}[A-Z]")
_TITLE_BEFORE_RE = PrecedingWords(
    "mr mrs ms miss dr gen col prof sen president minister madam madame black .",
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Gen|Col|Prof|Sen|President|Minister|Madam|Madame|Black)\.?\s{1,3}\Z",
)
# These words seldom stand before a personal name, so a capital may follow: "in March President Hu".
_TIME_BEFORE_RE = PrecedingWords(
    "in during since until till throughout last next past of early late mid -",
    r"\b(?:in|during|since|until|till|throughout|last|next|past|as of|month of|end of|beginning of|start of"
    r"|middle of|early|late|mid)(?:\s{1,3}|-)\Z",
    re.IGNORECASE,
)
_PERHAPS_TIME_BEFORE_RE = PrecedingWords(
    "this from between by of to for before after through starting beginning around about each every",
    r"\b(?:this|from|between|by|of|to|for|before|after|through|starting|beginning|around|about|each|every)\s{1,3}\Z",
    re.IGNORECASE,
)
# "the May meeting", "its June report": a month before a noun.
_DETERMINER_BEFORE_RE = re.compile(
    rf"(?:\b(?:the|an?|its|their|his|her|our|that|upcoming|previous|earlier)|[a-z]{APOSTROPHE}s|s{APOSTROPHE})\s{{1,3}}\Z",
    re.IGNORECASE,
)
_NOUN_AFTER_RE = re.compile(
    r"\s{1,3}(?!(?:on|of|in|to|and|or|for|from|at|by|is|was|are|were|be|been|have|has|had|said|will|would|can"
    r"|could|not|also|he|she|it|they|we|with)\b)[a-z]"
)


def is_month(text: str, start: int, end: int) -> bool:
    """Whether the word at [start, end), which is the name of a month, means that month."""
    name = text[start:end]
    before = text[max(0, start - _REACH) : start]
    if _NAMED_AFTER_RE.match(text, end) or _TITLE_BEFORE_RE.search(before):
        return False
    shouted = name.isupper()
    capital_after = not shouted and bool(_CAPITAL_AFTER_RE.match(text, end))
    if _TIME_BEFORE_RE.search(before) or (not before.strip() and _TITLE_AFTER_RE.match(text, end)):
        return True
    if name.lower() not in _AMBIGUOUS_MONTHS:
        return not capital_after
    if shouted:
        # "THIS MAY BE", "TO MARCH": in capitals these are verbs.
        return bool(re.search(r"\b(?:FROM|BETWEEN|BY|OF|BEFORE|AFTER)\s{1,3}\Z", before))
    if _PERHAPS_TIME_BEFORE_RE.search(before):
        return not capital_after
    return bool(_DETERMINER_BEFORE_RE.search(before) and _NOUN_AFTER_RE.match(text, end))
