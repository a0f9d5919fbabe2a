"""A publication in which every field that a person or a source can fill is hostile."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from builders.citations.formats import entry_types
from builders.citations.formats.latex import encode
from builders.inputs.settings import PublicationFile
from builders.model.entity import ENTITY_TYPES, Work
from builders.model.event import Event
from builders.model.sidecar import Sidecar
from tests.hostile.fields import combined_strings, filled_record
from tests.pictures import add_facsimiles
from tests.publication import new_publication

REFERENCES: dict[str, Any] = {
    "see_also": ["base-terms"],
    "part_of": ["base-organizations"],
    "member_of": ["base-organizations"],
    "succeeded_by": ["base-organizations"],
    "place": "base-places",
    "lies_in": "base-places",
    "broader": "base-terms",
    "participants": ["base-organizations"],
}
"""Fields that must name another record."""
VALID_VALUES: dict[str, Any] = {
    "date": "2009-03-21",
    "born": "1950",
    "died": "2009-03",
    "period": "2009/2011",
    "encoding": "utf-8",
    "language": "en",
    "kind": None,
    "category": "x",
    "issn": "0317-8471",
    "identifiers": [
        "doi:10.1000/'\"><script>window.canary=1</script>{{7*7}}",
        "ark:/12025/'onclick='window.canary=1",
        "https://canary.invalid/'onclick='window.canary=1",
        "urn:canary:'onclick='window.canary=1",
    ],
    "near": None,
    "prefix": "",
    "suffix": "",
    "pattern": None,
    "bars": None,
    "Note.kind": "explains",
    "Correction.kind": "sic",
    "Name.not_in": None,
    "Name.prefix": None,
    "Name.suffix": None,
    "Name.when": None,
}
"""Fields that must have a certain form, or that exclude another field."""


def hostile_publication(root: Path) -> Path:
    """The publication, ready to be built."""
    new_publication(root)
    texts = combined_strings()
    for k, text in enumerate(texts):
        _source(root, k, text)
    _shapes(root / "site_src/sources", texts)
    _registers(root / "site_src/registers", texts)
    _bibliography(root, texts)
    _settings(root, texts)
    _prose(root / "site_src/pages", texts)
    return root


def _source(root: Path, k: int, text: str) -> None:
    path = root / f"site_src/sources/text/hostile-{k}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = (
        f"{text} {k}",
        f"Body {text} of 21 March 2009 and of label {k}people {text} too, see 09OSLO{k}.",
        f"Words quoted {text} by a note.",
        f"Words wrong {text} in the source.",
        f"Words hiddenword{k} in the source.",
        text,
        f"- {text}\n- {text}",
    )
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    given = {
        **VALID_VALUES,
        "Note.quote": f"quoted {text} by",
        "Correction.quote": f"wrong {text} in",
        "Redaction.quote": f"hiddenword{k}",
        "Surface.file": "1.png",
        "former_ids": [f"former-{k}"],
        "author": [text, f"Family {text}, Given {text}"],
        "family_first": [f"Family {text}, Given {text}"],
    }
    add_facsimiles(root, path.stem, "1.png")
    _write(path.with_suffix(".yml"), filled_record(Sidecar, text, given))


def _shapes(folder: Path, texts: list[str]) -> None:
    """Write a source of each kind, with hostile texts where its reader looks for fields."""
    body = "".join(f"{n}. (SBU) {text}\n\n" for n, text in enumerate(texts, 2))
    cable = (
        f"R 210816Z MAR 09\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 0352\nINFO {texts[4]}\n"
        f"UNCLAS OSLO 000412\n\nSIPDIS\n\nE.O. 12958: {texts[5]}\nTAGS: PHUM, {texts[4]}\n"
        f"SUBJECT: {texts[4]}\nREF: A. {texts[6]} B. OSLO 12\n\n1. (U) SUMMARY. {texts[7]} END SUMMARY.\n\n"
        f"{body}{texts[8]}\n"
    )
    quoted = cable.replace('"', '""')
    news = "".join(f"{text}\n\n" for text in texts)
    report = "".join(f"# {text}\n\n{text}\n\n" for text in texts)
    for name, text in {
        "cable/09OSLO412.txt": cable,
        "cable/09OSLO413.html": f"<html><body><code><pre>{escape(cable)}</pre></code></body></html>",
        "cable/09OSLO414.csv": f'"1","2/2/2008 1:00","09OSLO414","{texts[3]}","UNCLASSIFIED","","{quoted}","{quoted}"\n',
        "news/paper.txt": f"{texts[4]}\nSource: Xinhua| 2017-03-28 20:41:33|Editor: {texts[4]}\n\n{news}(Editor: {texts[0]})\n",
        "report/report.txt": f"1\n{texts[4]} www.example.org 1 Summary: {texts[0]}\n\n{report}",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    kinds = {"news/paper": "news", "report/report": "report"}
    for name, kind in kinds.items():
        _write(folder / f"{name}.yml", {"kind": kind})


def _registers(folder: Path, texts: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for register, model in ENTITY_TYPES.items():
        base = {"label": f"Base {register}", **({"type": "city"} if register == "places" else {})}
        records: dict[str, Any] = {f"base-{register}": base}
        for k, text in enumerate(texts):
            given = {
                **VALID_VALUES,
                **REFERENCES,
                "label": f"{text} label {k}{register}",
                "text": f"label {k}{register}",
                "within": [f"hostile-{k}"],
                "former_ids": [f"former-{register}-{k}"],
            }
            records[f"{register}-{k}"] = filled_record(model, text, given)
        _write(folder / f"{register}.yml", records)
    works = {
        f"work-{k}": filled_record(
            Work, text, {**VALID_VALUES, "text": f"work {k} {text}", "within": None}
        )
        for k, text in enumerate(texts)
    }
    _write(folder / "works.yml", works)
    events = {}
    for k, text in enumerate(texts):
        given = {
            **VALID_VALUES,
            **REFERENCES,
            "source": f"hostile-{k}",
            "quote": f"quoted {text} by",
        }
        given["former_ids"] = [f"former-{k}"]
        event = filled_record(
            Event, text, {**given, "work": None, "locator": None, "date": "2009-03-21"}
        )
        work = {"work": f"work-{k}", "locator": text, "date": "2009-03"}
        event["evidence"].append(work)
        events[f"event-{k}"] = event
    _write(folder / "events.yml", events)


def _bibliography(root: Path, texts: list[str]) -> None:
    formed = {
        "crossref": None,
        "date": "2009-03-21",
        "day": None,
        "month": None,
        "year": None,
        "urldate": "2026-01-02",
        "entrysubtype": None,
        "langid": None,
        "isbn": None,
        "issn": None,
        "doi": None,
        "ids": None,
    }
    entries = []
    for k, text in enumerate(texts):
        fields = [*entry_types.TEXT_FIELDS, *entry_types.NAME_FIELDS, *entry_types.OTHER_FIELDS]
        values: dict[str, str | None] = dict.fromkeys(fields, encode(text))
        values |= dict.fromkeys(
            entry_types.NAME_FIELDS, "{" + encode(text) + "} and Lee, {" + encode(text) + "}"
        )
        values |= {"url": "https://canary.invalid/'onclick='window.canary=1"} | formed
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
        entries.append(f"@misc{{work-{k},\n{lines}}}\n")
    (root / "references.bib").write_text("\n".join(entries), encoding="utf-8")


def _settings(root: Path, texts: list[str]) -> None:
    given: dict[str, Any] = {
        "PublicationFile.name": texts[4],
        "language": "en",
        "most_bytes": None,
        "card_font": None,
        "encoding": None,
        "Collection.name": "apart",
        "site_url": "https://apart.invalid/",
        "sources": {"files": "text/hostile-1.txt"},
        "interface": ["en"],
        "redactions_reach": "site",
    }
    given |= {"west": 110.0, "east": 115.0, "south": 20.0, "north": 25.0}
    _write(root / "site_src/publication.yml", filled_record(PublicationFile, texts[7], given))
    path = root / "mkdocs.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    said = {"site_name": texts[4], "site_description": texts[7]}
    for n, line in enumerate(lines):
        key = line.split(":")[0]
        if key in said:
            lines[n] = f"{key}: {json.dumps(said[key], ensure_ascii=False)}"
    path.write_text("\n".join(lines), encoding="utf-8")


def _prose(folder: Path, texts: list[str]) -> None:
    """Write a page with hostile works cited: pages may contain HTML, works cited on them may not."""
    cited = "\n\n".join(
        f"See [{text.split()[0][:1]} @work-{k}, p. 3]." for k, text in enumerate(texts)
    )
    (folder / "method.md").write_text(f"# Method\n\n{cited}\n", encoding="utf-8")


def _write(path: Path, record: dict[str, Any]) -> None:
    """Write the values as JSON, which is YAML, so that no text can end its value."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items())
    path.write_text("".join(lines), encoding="utf-8")
