"""Recognition of letters, e-mails, minutes, interviews, forms and pages of wikis.

They name days and people as newspaper articles do, and must not be taken for these.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

MAIL_RE = re.compile(
    r"(?:^[ \t]*(?:From|To|Cc|Bcc|Date|Sent|Subject)[ \t]?:[^\n]*\n){3}",
    re.IGNORECASE | re.MULTILINE,
)
"""Three consecutive header lines of an e-mail or a memorandum."""
SALUTATION_RE = re.compile(
    r"^[ \t]*(?:(?:My|Our) )?(?:(?:very )?dear(?:est)?|(?:dear |honou?red )?sirs?|gentlemen|(?:dear )?madam|your excellency"
    r"|ch[eè]re?s?|monsieur|madame|messieurs|liebe[rs]?|sehr geehrte[rs]?|(?:hoch)?verehrte[rs]?|estimad[oa]s?"
    r"|(?:muy |excelentísim[oa] |ilustrísim[oa] )?(?:señor(?:a|es|as)?|senhor(?:a|es|as)?|signor[aei]?)|querid[oa]s?|prezad[oa]s?|caro|cara|egregio|gentile|geachte|beste|lieve|käre|kära|bäste|kære|szanown[aiy]\w{0,2}|drog[ai]\w?"
    r"|vážen[áéíý]|уважаем\w{2,3}|дорог\w{2,3}|милостив\w{2,3} государ\w{1,3}|шановн\w{1,3})\b"
    r"(?:[^.\n]|\.(?<=\b[a-z]\.)|\.(?<=\b[dfhjms]r\.|\bms\.)|\.(?<=\bmrs\.|\brev\.|\bgen\.|\bcol\.)|\.(?<=\bprof\.|\bcapt\.)){0,50}"
    r"[,:!;—–-][ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
"""`My dear Father,` alone on its line, `Dear Dr. Sun:`, `Monsieur le Consul,`,
`Señor don José:`."""
MINUTES_RE = re.compile(
    r"^[ \t]*(?:minutes\b(?! ago\b)|(?:members? |also )?present[ \t]?:|in attendance\b|apologies\b|procès-verbal\b|protokoll\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""`MINUTES of the Ordinary Meeting`, `PRESENT: Mr. Lim`."""
SPEAKER_RE = re.compile(
    r"^[ \t]*(?:\*\*|__)?(?P<who>(?:[A-Z][\w.'’-]{0,20}[ \t]){0,2}[A-Z][\w.'’-]{0,20}|[\u4e00-\u9fff]{1,6})[ \t]?[:：]",
    re.MULTILINE,
)
"""`WSY: He came in Taisho 5.`, in Markdown `**WSY:** He came in Taisho 5.`"""
QUESTION_RE = re.compile(r"^[ \t]*(?P<who>[QA])[.:]?[ \t]", re.MULTILINE)
"""`Q. When did you leave Changle?`"""
DEBATER_RE = re.compile(
    r"[ \t]*(?:(?:The|Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|Col|Capt|Gen)\.? )?[A-Z][A-Z.'’-]{1,20}(?: [A-Z][A-Z.'’-]{1,20}){0,5}"
    r"(?: \([^)\n]{1,60}\))?(?:[:.]?[—–-]|: |,? (?:in reply,? |again |also |then )?"
    r"(?:said|asked|replied|rose|moved|seconded|wished|begged|thought|hoped|observed|inquired|explained|believed|trusted|complained|presented|gave|called)\b)"
)
"""`SIR CHARLES DILKE asked`, `MR. BOURKE, in reply, said`, `Mr. LODGE.—`: who speaks in a debate."""
PARAGRAPH_RE = re.compile(r"\S[^\n]*(?:\n[ \t]*[^\s][^\n]*)*")
"""Lines between blank ones."""
LABEL_RE = re.compile(r"^[ \t.]{0,4}(?P<label>[A-Z][A-Z/ ]{1,30}?)[ \t]?:", re.MULTILINE)
"""`RECORD NUMBER: 124-10300`, `FROM : HQ`: the label of a form's field, in capitals."""
OFFICIAL_MARKING_RE = re.compile(
    r"^\W{0,10}(?:D ?I ?S ?P ?A ?T ?C ?H|(?:OFFICE )?MEMORANDUM(?: FOR\b.{0,80})?|AIRGRAM|AIRTEL|TELETYPE|CLASSIFIED MESSAGE|ROUTING SLIP"
    r"|(?:TOP )?SECRET|CONFIDENTIAL|RESTRICTED)\W{0,10}$",
    re.MULTILINE,
)
"""`DISPATCH`, `MEMORANDUM FOR THE RECORD`, `SECRET`: an official paper's type or classification,
alone on its line."""
MEMORANDUM_RE = re.compile(r"^\W{0,10}MEMORANDUM FOR\b.{2,80}$", re.MULTILINE)
"""`MEMORANDUM FOR: Director of Security`, which no newspaper or report prints."""
QUOTED_RE = re.compile(r"[\"“„«][^\"“”„«»\n]{0,600}[\"“”»]?")
"""Quoted words; a quotation of several paragraphs is closed only in the last."""
FIRST_PERSON_RE = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself)\b(?!\.)")
WIKI_RE = re.compile(r"\(#cite_(?:note|ref)-|[?&]action=edit\b|\(/wiki/Special:")
"""What a page of a wiki has when a converter turned it into Markdown: `[[1]](#cite_note-1)`, `[edit](…)`."""
_FEWEST_WIKI_LINKS = 2
_MAIL_SAMPLE = 1000
_FORM_SAMPLE = 4000
_FEWEST_LABELS = 6
_FEWEST_MARKINGS = 2
_FEWEST_MINUTES = 2
_FEWEST_TURNS = 3
_LONGEST_HEADING = 60
_FEWEST_FIRST_PERSON = 3
_WORDS_PER_FIRST_PERSON = 80


def is_mail(text: str) -> bool:
    """Whether the text begins with the header of an e-mail or a memorandum.

    An archive's menu may stand above it.
    """
    return MAIL_RE.search(text[:_MAIL_SAMPLE]) is not None


def is_official(text: str) -> bool:
    """Whether the text is a form that was filled in, or an official paper with its markings."""
    labels = {match["label"].strip() for match in LABEL_RE.finditer(text, 0, _FORM_SAMPLE)}
    return (
        len(labels) >= _FEWEST_LABELS
        or len(OFFICIAL_MARKING_RE.findall(text)) >= _FEWEST_MARKINGS
        or MEMORANDUM_RE.search(text) is not None
    )


def is_wiki(text: str) -> bool:
    """Whether the text is a page of a wiki, such as Wikipedia, in Markdown."""
    return len(list(islice(WIKI_RE.finditer(text), _FEWEST_WIKI_LINKS))) >= _FEWEST_WIKI_LINKS


def is_personal(text: str) -> bool:
    """Whether the text is a letter, the minutes of a meeting, or a conversation in turns."""
    return (
        SALUTATION_RE.search(text) is not None
        or len(MINUTES_RE.findall(text)) >= _FEWEST_MINUTES
        or is_conversation(text)
    )


def is_conversation(text: str) -> bool:
    """Whether two people or more speak in turns."""
    return any(
        len(speakers) > 1 and speakers[1][1] >= _FEWEST_TURNS
        for speakers in (
            Counter(pattern.findall(text)).most_common(2) for pattern in (SPEAKER_RE, QUESTION_RE)
        )
    )


def is_debate(text: str) -> bool:
    """Whether the text is the report of a debate: most of its paragraphs begin with who speaks."""
    paragraphs = [one for one in PARAGRAPH_RE.findall(text) if len(one) > _LONGEST_HEADING]
    speakers = sum(DEBATER_RE.match(one) is not None for one in paragraphs)
    return speakers >= _FEWEST_TURNS and 2 * speakers >= len(paragraphs)


def is_narrative(text: str) -> bool:
    """Whether somebody tells of himself in an English text, as in memoirs and testimonies.

    What others are quoted as saying does not count.
    """
    words = QUOTED_RE.sub(" ", text)
    count = len(FIRST_PERSON_RE.findall(words))
    return count >= _FEWEST_FIRST_PERSON and count * _WORDS_PER_FIRST_PERSON >= len(words.split())
