"""Patterns of the labels in a telegram's head, and of what ends a labelled field.

They serve both the functions that read one field out of a fragment and the reader of whole
cables. All are anchored or bounded, so that none takes long on a long line.
"""

from __future__ import annotations

import re

# 08MANAMA117 has "UBJECT:", others "SUBJ", "SUBECT", "SUBJECT" without a colon.
SUBJECT = r"(?:S?UBJECT|SUBJ?ECT|SUBJCT|SUBJET|SUBJEC|SUBJ)\b[ \t]*[:;.]?"
# 07BUENOSAIRES1673 has "AGS:" on the line of the executive order.
TAGS = r"(?:T?AGS|TAGS?|TAG5|TAGS/TERMS)\b[ \t]*[:;.]?"
REFS = (
    r"(?:REFERENCES?|REFTELS?|REFS?|REF\(S\)|REF/S)"
    r"(?:[ \t]*[:;]|\.(?=[ \t])|(?=[ \t]+(?:\(?[A-Z]\)?[.):]|\(?[A-Z]\)|\d\d ?[A-Z]{3}|[A-Z]{4,} \d)))"
)
# Written E.O. or EO or E.o. or E/O; 08MANAMA492 has lost a digit of the number.
_ORDER_AFTER_E = r"[./ ]{0,2}O[. ]{0,2}[ \t]?\d{4,5}\b"
ORDER = f"E{_ORDER_AFTER_E}"
CLASSIFIED = r"CLASSIF?I?ED[ \t]+BY\b|CLASS?IIED[ \t]+BY\b|DERIVED[ \t]+FROM\b|REASONS?[ \t]*:"

WORD = r"[^\W\d_](?:[^\W\d_]|['’.](?=[^\W\d_])){0,24}"
"""A word in the name of a post or a person: `GUANGZHOU`, `O'NEILL`."""

SUBJECT_RE = re.compile(rf"^[ \t]*{SUBJECT}", re.IGNORECASE | re.MULTILINE)
SUBJECT_WITHIN_RE = re.compile(r"(?<=[ \t])SUBJECT[ \t]*:", re.IGNORECASE)
TAGS_RE = re.compile(rf"^[ \t]*{TAGS}", re.IGNORECASE | re.MULTILINE)
TAGS_WITHIN_RE = re.compile(
    r"(?<=[ \t])T?AGS[ \t]*:|(?<=[ \t])(?-i:TAGS[ \t]+(?=[A-Z]{4}\b))", re.IGNORECASE
)
REFS_RE = re.compile(rf"^[ \t]*{REFS}", re.IGNORECASE | re.MULTILINE)
REFS_WITHIN_RE = re.compile(
    r"(?<=[ \t])(?:REFERENCES?|REFTELS?|REFS?|REF\(S\))[ \t]*:"
    r"|(?<=[ \t])(?:REFTELS?|REFS?)[ \t]+A[.)]",
    re.IGNORECASE,
)
ORDER_RE = re.compile(rf"^[ \t]*{ORDER}", re.IGNORECASE | re.MULTILINE)
# The set comes before the lookbehind: the engine then searches for it directly, twice as fast.
ORDER_WITHIN_RE = re.compile(rf"(?-i:[Ee])(?<=[ \t].){_ORDER_AFTER_E}", re.IGNORECASE)
CLASSIFIED_RE = re.compile(rf"^[ \t]*(?:{CLASSIFIED})", re.IGNORECASE | re.MULTILINE)
CLASSIFIED_WITHIN_RE = re.compile(r"(?<=[ \t])CLASS[A-Z]{3,6}[ \t]+BY[ \t]*:", re.IGNORECASE)

# A portion mark: (U), (SBU), (C//NF), (S/REL GBR), (U//FOUO); 10X snippets have "C)" alone.
MARK = (
    r"\(?[ \t]?(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|UNCLAS|FOUO|LOU|SBU|TS|U|C|S)"
    r"(?:[ \t]?[/-]{1,2}[ \t]?[A-Z][A-Z, /-]{0,24})?[ \t]?\)"
)
PILCROW = r"(?:Â?¶|\ufffd)"
NUMBERED_RE = re.compile(
    rf"^[ \t]*(?:{PILCROW}[ \t]*)?\d{{1,3}}[ \t]?[.)][ \t]*(?:(?={MARK})|(?=[A-Z¶\"“'(])|$)",
    re.MULTILINE,
)
FIRST_PARAGRAPH_WITHIN_RE = re.compile(rf"(?<=[ \t])(?:{PILCROW}[ \t]?1\.|1\.[ \t]*{MARK})")
MARKED_RE = re.compile(rf"^[ \t]*(?=\(){MARK}", re.MULTILINE)
RULE_RE = re.compile(r"^[ \t]*(?:[-=_*~–—][ \t]?){3,}$", re.MULTILINE)
# A rule at the head of a line, whether or not the line below has run into it ("------SUMMARY").
RULE_BEFORE_RE = re.compile(
    rf"{RULE_RE.pattern}|^[ \t]*-{{5,}}(?:[ ]-+)*(?=[ \t]{{0,8}}[^\s\-=_*~–—])", re.MULTILINE
)
# "GUANGZHOU 00000208  002 OF 004", "BERLIN 00001360  001.2 OF 004", "KUALA LUMP 00001403 ..."
POST = r"[A-Z][A-Z'’./-]{0,19}(?: [A-Z][A-Z'’./-]{0,19}){0,4}"
PAGE_BREAK_RE = re.compile(
    rf"\b{POST} \d{{8}}\s{{1,8}}\d{{3}}(?:\.\d)? OF (?:\d{{3}}|\d{{0,2}}\.\.\.)"
)
# "TRIPOLI 00000402" by itself; the rest of the break is on the next line or lost.
PAGE_LINE_RE = re.compile(
    rf"{POST} \d{{8}}(?:\s{{1,8}}\d{{3}}(?:\.\d)? OF (?:\d{{3}}|\d{{0,2}}\.\.\.))?"
)
# "PAGE 02        STATE   050524  131535Z", "PAGE 03        ZAGREB  01569  04 OF 04  071629Z"
OLD_PAGE_BREAK_RE = re.compile(
    r"\bPAGE \d{2}(?: OF \d{2})?[ \t]+[A-Z][A-Z ]{1,20}?[ \t]+\d{4,6}"
    r"(?:[ \t]+\d{2} OF \d{2})?(?:[ \t]+\d{6}Z?)?",
)
# A classification alone on its line, at the head and the foot of a page.
PAGE_BANNER_RE = re.compile(
    r"^[ \t]*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET|TOP SECRET)[ \t\r]*$",
    re.MULTILINE,
)
# "Jane Q. Public Declassified/Released US Department of State EO Systematic Review 20 Mar 2014", at the
# foot of each page of the National Archives' PDFs.
STAMP_RE = re.compile(
    r"(?:[A-Z][\w.'’-]{0,20} ){0,4}Declassified/Released US Department of State EO Systematic Review\b.{0,30}"
)
SUMMARY_RE = re.compile(
    rf"^[ \t]*(?:{MARK}[ \t]*)?(?:BEGIN[ \t]+)?(?:EXECUTIVE[ \t]+)?SUMMARY\b"
    r"(?![ \t]+(?!AND\b|&)[A-Z]{2,}[ \t]+[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)
HANDLING_RE = re.compile(
    r"^[ \t]*(?:\(?(?:U|SBU)\)[ \t]*)?(?:THIS[ \t]+(?:IS[ \t]+AN?|CABLE|MESSAGE|DOCUMENT|TELEGRAM)\b"
    r"|(?:THIS[ \t]+)?SENSITIVE[ \t,]+BUT[ \t]+UNCLASS|NOT[ \t]+FOR[ \t]+(?:INTERNET|DISTRIB|PUBLI)"
    r"|(?:PLEASE|PLS)[ \t]+(?:PROTECT|HANDLE)|SBU\b[ -]+(?:NOT|PLEASE|ENTIRE)|(?:\([CSU][ \t]?-[ \t]?)?ENTIRE[ \t]+(?:TEXT|CABLE)"
    r"|(?:CONFIDENTIAL|SECRET|UNCLASSIFIED)[ \t,-]+ENTIRE)",
    re.IGNORECASE | re.MULTILINE,
)
# 03BRASILIA1066 has it after the subject, on the same line.
HANDLING_WITHIN_RE = re.compile(
    r"(?<=[^\s-][ \t])SENSITIVE BUT UNCLASSIFIED(?=[ \t]*$|[.,;:]|[ \t-]{1,3}(?:PLEASE|PLS|NOT|HANDLE|PROTECT)\b)",
    re.IGNORECASE | re.MULTILINE,
)
CAPTION_RE = re.compile(
    r"^[ \t]*(?:SIPDIS|SENSITIVE|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|EFTO|NOCONTRACT)[ \t]*$",
    re.MULTILINE,
)
BLANK_LINE_RE = re.compile(r"\n[ \t\r]*(?=\n|\Z)")

_LONGEST_MATCH = 1000
"""Many more characters than any match of these patterns has."""


def earliest_match(text: str, start: int, *patterns: re.Pattern[str]) -> int:
    """The offset of the earliest match of any pattern at or after `start`, or the text's end."""
    end = len(text)
    for pattern in patterns:
        # A match that begins after the earliest so far need not be found.
        match = pattern.search(text, start, min(len(text), end + _LONGEST_MATCH))
        if match and match.start() < end:
            end = match.start()
    return end
