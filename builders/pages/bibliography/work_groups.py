"""The groups in which the bibliography lists works: primary sources first, then literature."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.work import Work, WorkType

SOURCES, LITERATURE = "sources", "literature"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of works in the bibliography."""

    id: str
    one: str
    many: str
    chinese: str
    part: str
    """`sources` or `literature`."""


EDITION = Group("edition", "Source of this edition", "Sources of this edition", "本版史料", SOURCES)
LAWS = Group("laws", "Treaty or law", "Treaties and laws", "条约与法律", SOURCES)
TELEGRAMS = Group("telegrams", "Letter or telegram", "Letters and telegrams", "函电", SOURCES)
DOCUMENTS = Group("documents", "Document", "Documents", "文件", SOURCES)
PRESS = Group("press", "Press", "Press", "报刊", SOURCES)
WEB = Group("web", "Web page", "Web pages", "网页", SOURCES)
REPORTS = Group("reports", "Report", "Reports", "报告", LITERATURE)
BOOKS = Group("books", "Book", "Books and theses", "专著", LITERATURE)
ARTICLES = Group("articles", "Article", "Articles and chapters", "论文", LITERATURE)
GROUPS = (EDITION, LAWS, TELEGRAMS, DOCUMENTS, PRESS, WEB, REPORTS, BOOKS, ARTICLES)
"""In the order of the bibliography."""

GROUP_OF_TYPE = {
    WorkType.BILL: LAWS,
    WorkType.LEGAL_CASE: LAWS,
    WorkType.LEGISLATION: LAWS,
    WorkType.REGULATION: LAWS,
    WorkType.TREATY: LAWS,
    WorkType.PERSONAL_COMMUNICATION: TELEGRAMS,
    WorkType.ARTICLE_MAGAZINE: PRESS,
    WorkType.ARTICLE_NEWSPAPER: PRESS,
    WorkType.POST: WEB,
    WorkType.POST_WEBLOG: WEB,
    WorkType.WEBPAGE: WEB,
    WorkType.REPORT: REPORTS,
    WorkType.BOOK: BOOKS,
    WorkType.COLLECTION: BOOKS,
    WorkType.THESIS: BOOKS,
    WorkType.ARTICLE_JOURNAL: ARTICLES,
    WorkType.CHAPTER: ARTICLES,
    WorkType.PAPER_CONFERENCE: ARTICLES,
}
"""The group of each type of work; types not listed are documents."""


def group_of(work: Work) -> Group:
    """The group of a work."""
    return GROUP_OF_TYPE.get(work.type, DOCUMENTS)
