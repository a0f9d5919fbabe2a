"""One document as a JSON object: what `muniment show --json` prints and the site serves."""

from __future__ import annotations

import json
from typing import Any

from builders.coverage import Coverage
from builders.model.document import Document
from builders.model.source import Source


def as_record(source: Source, document: Document, account: Coverage) -> dict[str, Any]:
    """The public record. Offsets are code points of the decoded source, half-open."""
    return {
        "id": document.id,
        "kind": document.kind,
        "form": document.form,
        "language": document.language,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "header": document.header.as_json(),
        "blocks": [
            {
                "id": block.id,
                "type": block.type,
                "role": block.role.value,
                "name": block.name or None,
                "n": block.n,
                "printed": block.printed,
                "mark": block.mark,
                "level": block.level,
                "language": block.language,
                "start": block.start,
                "end": block.end,
                "spans": [list(span) for span in block.spans],
                "text": block.text.text,
            }
            for block in document.blocks
        ],
        "emendations": [
            {
                "id": emendation.id,
                "start": emendation.span.start,
                "end": emendation.span.end,
                "text": emendation.sic,
                "correction": emendation.corr,
                "kind": emendation.kind.value,
                "reason": emendation.reason,
                "resp": emendation.resp,
            }
            for emendation in document.emendations
        ],
        "coverage": {
            "characters": account.characters,
            "accounted": account.accounted,
            "text": account.text,
            "header": account.header,
            "furniture": account.furniture,
            "space": account.space,
        },
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "line": problem.line,
                "message": problem.message,
                "hint": problem.hint or None,
            }
            for problem in document.problems
        ],
    }


def as_json(source: Source, document: Document, account: Coverage) -> str:
    """The record as JSON text, indented, with Chinese as it is, and a line end."""
    record = as_record(source, document, account)
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
