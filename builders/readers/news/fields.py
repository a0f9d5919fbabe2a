"""Patterns and pure functions for lines about an article: byline, dateline, source, contact."""

from __future__ import annotations

import re
from typing import NamedTuple

from builders.inputs.patterns import EMAIL_BAR
from builders.readers.printed_dates import MONTH

AGENCIES = {
    "xinhua": "Xinhua",
    "xinhua news agency": "Xinhua",
    "xinhuanet": "Xinhua",
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "reuters": "Reuters",
    "upi": "UPI",
    "dpa": "dpa",
    "efe": "EFE",
    "ansa": "ANSA",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "cna": "CNA",
    "central news agency": "CNA",
    "vna": "VNA",
    "vietnam news agency": "VNA",
    "bernama": "Bernama",
    "yonhap": "Yonhap",
    "itar-tass": "ITAR-TASS",
    "tass": "TASS",
    "interfax": "Interfax",
    "ria novosti": "RIA Novosti",
    "pti": "PTI",
    "press trust of india": "PTI",
    "ians": "IANS",
    "ani": "ANI",
    "antara": "Antara",
    "china news service": "China News Service",
    "cns": "China News Service",
    "ecns": "China News Service",
    "bloomberg": "Bloomberg",
    "新华社": "Xinhua",
    "新华网": "Xinhua",
    "中新社": "China News Service",
    "中新网": "China News Service",
    "ttxvn": "VNA",
}
"""News agencies: the names they sign with, in lower case, and the names used here."""

_PAPER = (
    r"Times|Daily|News|Post|Online|Herald|Weekly|Tribune|Journal|Standard|Press|Network|Radio|Today"
    r"|Express|Review|Guardian|Independent|Telegraph|Mail|Chronicle|Gazette|Globe|Mirror|Star|Sun|Edition"
    r"|Observer|Monitor|Report|Bridge|TV|Agency|Service|Magazine|Bulletin|Nation|Echo|Reporter|Examiner|Citizen|Media"
)
NAME_RE = re.compile(
    rf"(?:The )?(?:[A-Z][\w.'’&-]{{0,20}} ){{1,4}}(?:{_PAPER})(?: (?:Online|Agency|Edition|Service|Weekly|Europe|USA|Asia|Africa|Network|Daily|News|International|Hong Kong Edition|HK Edition))?(?: \([A-Z][\w ]{{1,20}}\))?"
    r"|(?:www\.)?[A-Za-z][\w-]{1,30}(?:\.[A-Za-z][\w-]{1,20}){0,2}\.(?:com|org|net|cn|vn|uk|hk|tw|gov|edu|info)(?:\.[a-z]{2})?"
    r"|China Daily(?: \([A-Z][\w ]{1,20}\))?|BBC(?: News| World Service)?|CNN|VOA|RFA|CCTV|CGTN|NPR|VOV|VietNamNet|VnExpress(?: International)?|AsiaNews|Caixin|Sixth Tone|Al Jazeera"
    r"|Agencies|(?!关注|手机|访问|登录)[\u4e00-\u9fff]{2,10}[报网社台]"
)
"""The name of a newspaper, a broadcaster or a site."""

HOUSE_NAMES = {"BBC": "BBC News"}
"""Owners that publish their news under a longer name."""

_PERSON = r"[A-Z][\w'’.-]{0,20}(?: (?:de|van|von|al|bin|[A-Z][\w'’.-]{0,20})){0,3}"
PEOPLE = rf"{_PERSON}(?:(?:,| and| &|, and) {_PERSON}){{0,4}}"
BYLINE_RE = re.compile(
    r"(?:(?:Reported |Written |Story |Report |Text |Words |Posted )?[Bb][Yy][: ]\s{0,3}|(?:Author|Reporter|Writer|Correspondent)s?\s?: {0,3}|作者\s?[:：]\s?|记者\s?[:：]?\s?)"
    r"(?:(?:our |the )?(?:[Ss]taff|[Ss]pecial|[Ss]enior|Xinhua|China Daily)? ?(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?),? )?"
    rf"(?P<name>{PEOPLE}|our (?:staff )?(?:reporters?|correspondents?)|[Ss]taff (?:[Ww]riters?|[Rr]eporters?)|[\u4e00-\u9fff]{{2,4}}(?:[ 、][\u4e00-\u9fff]{{2,4}}){{0,3}})"
    r"(?:,? in [A-Z][\w'’ -]{1,30}?(?=[,(|]|\s{2}|\Z|\n))?"
    r"(?:,? (?:/ |for )?(?P<staff>(?:STAFF|Staff|staff|SPECIAL|Contributing) (?:REPORTERS?|Reporters?|reporters?|WRITERS?|Writers?|writers?|correspondent)[^()\n|]{0,30}))?"
    r"(?:\s?\((?P<house>[^()\n]{2,50})\))?"
)
"""`By Zhang Yan(China Daily)`, `By Duncan Hewitt in Shanghai`, `By ZHU ZHE`."""

BARE_BYLINE_RE = re.compile(
    rf"(?P<name>{PEOPLE}),? (?:(?P<house>[A-Z][\w .]{{1,30}}?) )?"
    r"(?:[Ss]taff|STAFF|[Ss]enior|[Cc]hief)? ?(?:[Rr]eporters?|REPORTERS?|[Ww]riters?|WRITERS?|[Cc]orrespondents?)"
)
"""`Zhang Yan, staff reporter`."""

PERSON_RE = re.compile(r"(?P<name>[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,2})")
"""`Li Qian`, alone on its line."""
PERSON_IN_RE = re.compile(
    rf"(?P<name>{PEOPLE}),? in (?P<place>[A-Z][\w'’-]{{1,20}}(?: [A-Z][\w'’-]{{1,20}}){{0,2}})"
)
"""`Jonathan Roe in Beijing`: a byline without `By`, accepted only under a headline."""

DATELINE_RE = re.compile(
    r"(?P<place>(?:[A-Z\u00c0-\u00de][\w.'’-]{1,24}(?:[ /][A-Z\u00c0-\u00de][\w.'’-]{0,24}){0,3})"
    r"(?:, [A-Z][\w.'’]{1,24}(?: (?!\d)[A-Z][\w.'’]{1,24}){0,2})??)"
    rf"(?:,? (?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:, ?(?P<year>(?:19|20)\d\d))?)?"
    r"(?:,? ?\((?P<agency>[^()\n]{2,60})\))?"
    r" {0,2}(?P<dash>--+|[—–―]+|-(?=\s|\Z)|:(?=\s|\Z))"
)
"""`NANNING, July 17 (Xinhua) --`, `BEIJING (AP) —`, `Hanoi (VNA) –`, `GUANGZHOU:`."""

CHINESE_DATELINE_RE = re.compile(
    r"(?P<agency>新华社|新华网|中新社|中新网)(?P<place>[\u4e00-\u9fff]{0,8}?)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日[电讯](?:\s?[(（][^()（）\n]{1,40}[)）])?"
)

SOURCE_RE = re.compile(
    r"(?:\AFrom (?:the )?(?P<from>[A-Z][\w.'’ -]{2,40})[:：]\Z)|(?:Sources?|来源|Nguồn|Theo)\s?[:：]\s{0,3}(?P<name>[^|:\n\d]{2,50}?)\s*(?=\||\Z|\n|\d|Updated|Published|Editor|\s{2})",
    re.IGNORECASE,
)
"""`Source: Xinhua`, `来源:新华网`."""

EDITOR_RE = re.compile(
    r"[\[(（]?(?:(?:Web |Chief |Copy )?Editors?|责任编辑|编辑|Biên tập)\s?[:：]\s{0,3}[^\])|\n]{1,50}[\])）]?",
    re.IGNORECASE,
)
"""`(Editor: Zhang Qian)`, `Editor: Mengjie`."""

PAGE_RE = re.compile(r"\b(?:page|p\.)\s?(?P<page>[A-Z]?\d{1,3})\b|\bfront page\b", re.IGNORECASE)
"""`page1`, `Page 3`, `FRONT PAGE`."""

CREDIT_RE = re.compile(
    r"[(\[]?(?:(?:Additional |Further )?(?:Reporting|Reported|Translated|Writing|Written|Editing|Edited|Compiled|Contributed) (?:and \w+ )?(?:in English )?by|With (?:additional )?reporting"
    r"|.{2,60} contributed to this (?:story|report))\b",
    re.IGNORECASE,
)
"""`(Reporting by Ben Blanchard; Editing by Nick Macfie)`."""

_E_MAIL = rf"(?:[\w.+-]{{1,60}}@[\w-]{{1,60}}(?:\.[\w-]{{1,30}}){{1,4}}|{EMAIL_BAR})"
"""An e-mail address, or the bar that stands for a redacted one."""
CONTACT_RE = re.compile(
    r"(?:(?:Contact (?:the )?(?:writers?|reporters?|author)s?|E-?mail)(?: (?:at|via|through))?\s?:?\s*)?"
    rf"{_E_MAIL}(?:\s*(?:,|;|and|or|/)?\s*{_E_MAIL}){{0,4}}[.)]?",
    re.IGNORECASE,
)
"""`Zhangyan1@chinadaily.com.cn`, `Contact the writers at ...`."""

CAPTION_RE = re.compile(
    r"\[(?:[^\[\]\n]{0,60}?/)?\s?(?:File )?(?:Photos?|Pictures?|Provided to)\b[^\[\]\n]{0,60}\]\Z"
    r"|\((?:File )?(?:Photo|Picture)s?[^()\n]{0,60}\)\Z|\A(?:File )?(?:Photo|Image|Picture|Caption|Video|Graphic)s?(?: (?:by|courtesy|credit|caption)\b|\s?[:：])"
    r"|\((?:File )?Photo\b[^()\n]{0,40}\Z|\bPhotos?(?:graphs?)? (?:by|courtesy(?: of)?|credit)[^.!?\n]{1,60}\.?\Z"
    r"|\bphoto credit\b|\APhoto (?:taken|shows|shot)|\A(?:An? |This )?(?:undated )?file (?:photo|picture|image)\b|\[[^\[\]\n]{0,40}/[^\[\]\n]{0,40}\]\Z|\bPhoto(?:graph)?s?\s?(?:by|:|/)[^.!?\n]{1,40}\Z"
    r"|\((?:Xinhua|AP|AFP|Reuters)(?: Photo)?/[^()\n]{1,40}\)\Z|\A(?:Ảnh|图|摄)[^\n]{0,4}[:：]",
    re.IGNORECASE,
)
"""`... in Jiangmen. [Photo/China Daily]`, `(Xinhua/Li Ming)`, `Photo taken on ...`."""

_OWNER_WORD = r"(?:(?:St|Dr|[A-Z])\.|[A-Z][\w'’&-]*(?:\.[a-z][\w-]*)*)"
COPYRIGHT_RE = re.compile(
    r"(?:(?i:copyright)|©|\([cC]\))(?:\s{0,3}(?:©|\([cC]\)|[Bb]y\b|The\b|\d{4}(?:\s?[-–]\s?\d{4})?|,)){0,5}\s{0,3}"
    rf"(?P<owner>{_OWNER_WORD}(?: (?:(?:&|and) )?(?!All|Registered|Ltd|Limited|Inc|Group|Co\b){_OWNER_WORD}){{0,6}})"
)
"""`Copyright 2000 By China Daily Hong Kong Edition. All rights reserved.`"""

DISCLAIMER_RE = re.compile(
    r"\bThe (?P<owner>[A-Z][\w .]{1,40}?) is not responsible for the content"
)

SIGNED_OFF_RE = re.compile(
    r"(?<=[.!?\"”’'])/\.?(?:\s?-?\s?(?:VNA|VNS|TTXVN|VOV))?\Z"
    r"|(?<=[.!?\"”’'])\s{0,2}(?:[-–—/]{1,2}\s?|\()(?:[A-Z]{2,6}|Xinhua|Reuters|Bernama|VietNamNet(?: Bridge)?|Agencies)(?:/[A-Z]{2,6})?\)?\.?\Z"
)
"""`... by the women's union.-VNA`: the agency at the end of the last paragraph."""

ADDRESS_RE = re.compile(rf"[\w.+-]{{1,60}}@[\w.-]{{0,60}}|{EMAIL_BAR}")
_NO_NAMES = frozenset(
    {"copyright", "all rights reserved", "all", "the", "notice", "privacy", "terms"}
)
_LONGEST_AGENCY = 6
_LONGEST_PLACE = 2
_ROLE_RE = re.compile(
    r"\A(?:(?:staff|special|our|senior) ){1,2}(?:reporters?|writers?|correspondents?)\Z|\A.{0,30}\bstaff\Z",
    re.IGNORECASE,
)
_LAST_WORD_RE = re.compile(r"(?<!\s)\s+(?:in|for|and|&|,)\s*\Z")


class House(NamedTuple):
    """The agency or the publication that a name stands for."""

    agency: str | None
    publication: str | None


def house(name: str) -> House:
    """What a name stands for: a news agency, a publication, or neither."""
    name = strip_punctuation(name)
    if not name or "://" in name or name.lower() in _NO_NAMES:
        return House(None, None)
    name = agency_before_place(name) or name
    first = name.split("/")[0].split(",")[0].strip()
    agency = AGENCIES.get(name.lower()) or AGENCIES.get(first.lower())
    if agency:
        return House(agency, None)
    if name.lower() == "agencies":
        return House(None, None)
    return House(None, HOUSE_NAMES.get(name, name))


def strip_punctuation(name: str) -> str:
    """A name without punctuation around it; brackets of its own stay: `China Daily (Canada)`."""
    name = name.strip(" \t\r\n.,;:|/·•-–—>»*_")
    if name[:1] in "([" or (name[-1:] in ")]" and not re.search(r"[(\[]", name)):
        name = name.strip("()[] \t.,;:")
    return name


def agency_before_place(name: str) -> str | None:
    """The agency in a name followed by a place, such as `Press Trust of India Beijing`, or None."""
    words = name.split()
    for count in range(1, min(_LONGEST_AGENCY, len(words))):
        rest = words[count:]
        if (
            " ".join(words[:count]).lower() in AGENCIES
            and len(rest) <= _LONGEST_PLACE
            and all(word[0].isupper() and word.isalpha() for word in rest)
        ):
            return " ".join(words[:count])
    return None


def byline_name(text: str) -> str | None:
    """The writers' names in a byline, without `By`, place, office and newspaper, or None."""
    match = (
        BYLINE_RE.search(text)
        or _unless_newspaper(text, BARE_BYLINE_RE.search(text))
        or PERSON_IN_RE.search(text)
        or PERSON_RE.fullmatch(text)
    )
    if match is None:
        return None
    name = _LAST_WORD_RE.sub("", " ".join(match["name"].split())).strip(" .,")
    return None if _ROLE_RE.match(name) or name in {"The", "A"} else name or None


def _unless_newspaper(text: str, match: re.Match[str] | None) -> re.Match[str] | None:
    """The match, or None if its name is a newspaper's: `Harbour Times business reporter`."""
    named = match is not None and match["house"] and NAME_RE.match(text, match.start())
    return None if named else match


def is_byline(line: str) -> bool:
    """Whether a whole line is a byline."""
    line = line.strip(" \t()[]|*_-–—")
    match = BYLINE_RE.match(line) or _unless_newspaper(line, BARE_BYLINE_RE.match(line))
    if match is None:
        return False
    # `By CAO YIN caoyin@chi`: the writer's address may stand beside the name, cut off or not.
    rest = ADDRESS_RE.sub("", line[match.end() :])
    return not any(c.isalnum() for c in rest)


def dateline(paragraph: str) -> re.Match[str] | None:
    """The match of the dateline with which a paragraph begins, or None."""
    match = CHINESE_DATELINE_RE.match(paragraph) or DATELINE_RE.match(paragraph)
    return match if match is not None and _is_dateline(match) else None


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether a match is in capitals, or has an agency or a day; `NOTE:` is not a dateline."""
    if match["month"] or (match["agency"] and match["agency"][0].isupper()):
        return True
    place = match["place"]
    bare = place.split(",")[0]
    minimum = 4
    return (
        bare.isupper()
        and len(bare) >= minimum
        and bare.lower()
        not in {
            "note",
            "update",
            "updated",
            "photo",
            "video",
            "source",
            "more",
            "related",
            "watch",
            "read",
            "correction",
            "editor",
            "exclusive",
            "breaking",
            "live",
            "tags",
        }
    )
