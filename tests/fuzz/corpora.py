"""Kept inputs: one file for each target, one JSON string on each line, for readable diffs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import PROJECT

CORPUS = Path(__file__).parent / "corpus"
WORKING_FOLDER = PROJECT / ".cache" / "fuzz"
"""Inputs that a fuzzer on this machine found worth keeping, one in each file; ignored by git."""
COUNTS = Path(__file__).parent / "counts.json"
LONGEST = 600
MOST = 160


def kept_inputs(target: str) -> list[str]:
    """The inputs of the target in the repository."""
    path = CORPUS / f"{target}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def working_corpus(target: str) -> Path:
    """A folder with the inputs of the repository and those found since."""
    folder = WORKING_FOLDER / target
    folder.mkdir(parents=True, exist_ok=True)
    for text in kept_inputs(target):
        data = text.encode("utf-8", "surrogatepass")
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    return folder


def add_to_corpus(target: str, found: Iterable[str]) -> None:
    """Add inputs to the repository, short ones first; those already there stay."""
    short = sorted((text for text in found if len(text) <= LONGEST), key=len)
    texts = list(dict.fromkeys((*kept_inputs(target), *short)))[
        : max(MOST, len(kept_inputs(target)))
    ]
    lines = (json.dumps(text, ensure_ascii=True) + "\n" for text in texts)
    (CORPUS / f"{target}.jsonl").write_text("".join(lines), encoding="utf-8")


def count_inputs(target: str, inputs: int) -> int:
    """The number of inputs that the target has had, after `inputs` more are counted."""
    counts = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    counts[target] = counts.get(target, 0) + inputs
    COUNTS.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")
    return int(counts[target])
