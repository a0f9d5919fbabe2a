"""The entry types and fields of BibTeX and biblatex, with their counterparts in a `Work`."""

from __future__ import annotations

from collections.abc import Mapping

from builders.model.work import WorkType

TYPES: Mapping[str, WorkType] = {
    "article": WorkType.ARTICLE_JOURNAL,
    "book": WorkType.BOOK,
    "booklet": WorkType.PAMPHLET,
    "collection": WorkType.BOOK,
    "conference": WorkType.PAPER_CONFERENCE,
    "dataset": WorkType.DATASET,
    "electronic": WorkType.WEBPAGE,
    "inbook": WorkType.CHAPTER,
    "incollection": WorkType.CHAPTER,
    "inproceedings": WorkType.PAPER_CONFERENCE,
    "jurisdiction": WorkType.LEGAL_CASE,
    "legal": WorkType.TREATY,
    "legislation": WorkType.LEGISLATION,
    "letter": WorkType.PERSONAL_COMMUNICATION,
    "manual": WorkType.BOOK,
    "mastersthesis": WorkType.THESIS,
    "misc": WorkType.DOCUMENT,
    "online": WorkType.WEBPAGE,
    "phdthesis": WorkType.THESIS,
    "proceedings": WorkType.BOOK,
    "report": WorkType.REPORT,
    "software": WorkType.SOFTWARE,
    "standard": WorkType.STANDARD,
    "techreport": WorkType.REPORT,
    "thesis": WorkType.THESIS,
    "unpublished": WorkType.MANUSCRIPT,
    "www": WorkType.WEBPAGE,
}
SUBTYPES: Mapping[str, WorkType] = {
    **{kind.value: kind for kind in WorkType},
    "letter": WorkType.PERSONAL_COMMUNICATION,
    "newspaper": WorkType.ARTICLE_NEWSPAPER,
    "magazine": WorkType.ARTICLE_MAGAZINE,
}
"""The values of `entrysubtype`: CSL's types, and biblatex's own words."""
GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "techreport": "",
    "resreport": "Research report",
}
"""From an entry type, or biblatex's keyword in `type`, to the genre in words."""
LANGUAGES = {
    "afrikaans": "af",
    "albanian": "sq",
    "american": "en-US",
    "arabic": "ar",
    "armenian": "hy",
    "basque": "eu",
    "belarusian": "be",
    "bengali": "bn",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "bulgarian": "bg",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "galician": "gl",
    "georgian": "ka",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "icelandic": "is",
    "indonesian": "id",
    "irish": "ga",
    "italian": "it",
    "japanese": "ja",
    "khmer": "km",
    "korean": "ko",
    "lao": "lo",
    "latin": "la",
    "latvian": "lv",
    "lithuanian": "lt",
    "macedonian": "mk",
    "malay": "ms",
    "mongolian": "mn",
    "norwegian": "no",
    "norsk": "nb",
    "nynorsk": "nn",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "sanskrit": "sa",
    "serbian": "sr",
    "slovak": "sk",
    "slovene": "sl",
    "spanish": "es",
    "swedish": "sv",
    "tamil": "ta",
    "thai": "th",
    "tibetan": "bo",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "uyghur": "ug",
    "vietnamese": "vi",
    "welsh": "cy",
}
"""From babel's names in `langid` to BCP 47."""
OTHER_NAMES = {
    "austrian": "de-AT",
    "farsi": "fa",
    "magyar": "hu",
    "naustrian": "de-AT",
    "ngerman": "de",
    "nswissgerman": "de-CH",
    "slovenian": "sl",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
}
"""Babel's other names for such languages."""
TEXT_FIELDS = {
    "abstract": "abstract",
    "address": "publisher_place",
    "booktitle": "container_title",
    "edition": "edition",
    "eventtitle": "event_title",
    "institution": "publisher",
    "issue": "issue",
    "journal": "container_title",
    "journaltitle": "container_title",
    "library": "archive",
    "location": "publisher_place",
    "note": "note",
    "organization": "publisher",
    "origtitle": "original_title",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection_title",
    "shorttitle": "title_short",
    "titleaddon": "title_translated",
    "volume": "volume",
}
"""Fields that are taken over as text, with the fields of a work that they become."""
VERBATIM_FIELDS = {"isbn": "isbn", "issn": "issn", "doi": "doi", "url": "url"}
NAME_FIELDS = {"author": "author", "editor": "editor", "translator": "translator"}
ANNOTATION_FIELDS = {f"{field}+an": field for field in NAME_FIELDS}
"""The fields of biblatex's data annotations on names: `author+an = {1=family-first}`."""
FAMILY_FIRST = "family-first"
"""The only known annotation: the name is printed in Chinese order, without a comma."""
OTHER_FIELDS = frozenset(
    {
        "chapter",
        "crossref",
        "date",
        "day",
        "entrysubtype",
        "howpublished",
        "ids",
        "keywords",
        "langid",
        "language",
        "month",
        "number",
        "pages",
        "subtitle",
        "title",
        "type",
        "urldate",
        "year",
    }
)
"""Other known fields, which need more than taking over."""
NUMBERED_SERIES = frozenset({WorkType.BOOK, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})
ARTICLES = frozenset(
    {WorkType.ARTICLE_JOURNAL, WorkType.ARTICLE_MAGAZINE, WorkType.ARTICLE_NEWSPAPER}
)
REQUIRED_FIELDS: Mapping[WorkType, tuple[str, ...]] = {
    WorkType.ARTICLE_JOURNAL: ("author", "container_title", "issued"),
    WorkType.ARTICLE_MAGAZINE: ("container_title", "issued"),
    WorkType.ARTICLE_NEWSPAPER: ("container_title", "issued"),
    WorkType.BOOK: ("creators", "issued"),
    WorkType.CHAPTER: ("author", "container_title", "publisher", "issued"),
    WorkType.LEGISLATION: ("author", "issued"),
    WorkType.PAPER_CONFERENCE: ("author", "container_title", "issued"),
    WorkType.PERSONAL_COMMUNICATION: ("author", "issued"),
    WorkType.REPORT: ("creators",),
    WorkType.THESIS: ("author", "publisher", "issued"),
    WorkType.TREATY: ("issued",),
    WorkType.WEBPAGE: ("url",),
}
"""The fields without which a work of each type cannot be cited, besides its title."""
BIBTEX_NAMES = {
    "author": "author",
    "creators": "author` or `editor",
    "container_title": "journal` or `booktitle",
    "issued": "year` or `date",
    "publisher": "publisher`, `school` or `institution",
    "url": "url",
}
"""From a field in `REQUIRED_FIELDS` to the BibTeX fields that give it, for messages."""
