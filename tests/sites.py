"""A small publication of several sites."""

from __future__ import annotations

from pathlib import Path

from tests.publication import new_publication

MAIN = "https://papers.example/main/"
CABLES = "https://papers.example/cables/"
PRESS = "https://press.example/"
COLLECTIONS = f"""\
name: South China Migration Papers
interface: [en, zh]
collections:
  - name: cables
    title: Cables
    title_zh: 电报
    description: Telegrams of one post.
    site_url: {CABLES}
    sources: {{kind: cable}}
  - name: press
    title: Press
    site_url: {PRESS}
    moved: true
    sources: {{files: "press/*", from_year: 2009}}
"""
CABLE = """\
VZCZCXRO0001
RR RUEHAA
DE RUEHBB #0012/01 0330455
ZNR UUUUU ZZH
R 020455Z FEB 08
FM AMCONSUL SHENYANG
TO RUEHC/SECSTATE WASHDC 1234
UNCLAS SECTION 01 OF 01 SHENYANG 000012

SIPDIS

E.O. 12958: N/A
TAGS: SMIG KTIP CH
SUBJECT: A QUIET WEEK AT THE BORDER

REF: A. 07 SHENYANG 210

1. (U) Zheng Ouyang told the consul that ferries were late, as the post reported before
(REF A). The harbourmaster agreed.

WICKMAN
"""
WORDS = {
    "site_src/publication.yml": COLLECTIONS,
    "site_src/pages/index.md": (
        "# Papers\n\nBegin with [a cable](sources/08shenyang12/index.md#p1).\n\nThere are ferries"
        " [@08SHENYANG12, ¶1].\n\n<!-- muniment: sources -->\n"
    ),
    "site_src/pages/zh/index.md": "# 文献\n\n五件史料。\n",
    "site_src/pages/privacy.md": "# Privacy\n\nNothing is kept.\n",
    "site_src/sources/cables/08SHENYANG12.txt": CABLE,
    "site_src/sources/cables/08SHENYANG12.yml": (
        "former_ids: [08SHENYANG012]\nheadnote: |\n  Compare [@herald-2009].\nnotes:\n"
        "  - id: master\n    quote: harbourmaster\n    note: Named in [@sea-ports] as well.\n    kind: explains\n"
    ),
    "site_src/sources/cables/07SHENYANG210.txt": CABLE.replace("000012", "000210")
    .replace("FEB 08", "FEB 07")
    .replace("A QUIET WEEK", "FERRIES"),
    "site_src/sources/press/herald-2009.txt": (
        "Ferry lost in fog\n\nZheng Ouyang said in 2008 that no lighthouse was lit.\n"
    ),
    "site_src/sources/press/herald-2009.yml": "date: 2009-05-04\n",
    "site_src/registers/people.yml": "zheng-ouyang:\n  label: Zheng Ouyang\n  label_zh: 郑欧阳\n",
    "references.bib": (
        "@book{sea-ports,\n  title = {Ports of the Sea},\n  author = {Roe, Ann},\n"
        "  date = {1999},\n  publisher = {Harbour Press},\n  location = {Hull},\n}\n"
    ),
}
"""Its files: a cable that refers to another, and an article; the first source is in no collection."""


def publication_of_sites(root: Path) -> Path:
    """The publication of several sites, not built."""
    new_publication(root)
    settings = root / "mkdocs.yml"
    first = "site_url: "
    text = settings.read_text()
    old = next(line for line in text.splitlines() if line.startswith(first))
    settings.write_text(text.replace(old, f"{first}{MAIN}"))
    for name, words in WORDS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    return root


def folders(root: Path) -> dict[str, Path]:
    """The folder of each site, by its address."""
    beside = root / "site.collections"
    return {MAIN: root / "site", CABLES: beside / "cables", PRESS: beside / "press"}
