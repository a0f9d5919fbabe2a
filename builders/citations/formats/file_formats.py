"""The formats in which citations are to be had as files, in the order in which they are offered.

A format is a module with `dumps` and one entry here: the command, the files beside the pages, their
links and what is said of them to programs follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builders.citations.formats import biblatex, bibtex, csl_json, ris
from builders.model.work import Work


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that reference managers read."""

    name: str
    """What readers call it."""
    ending: str
    """Of a file's name."""
    media_type: str
    dumps: Callable[[Iterable[Work]], str]
    """The text of a file with these works."""
    joined: Callable[[Iterable[str]], str]
    """The text of one file with all that several have."""

    @property
    def option(self) -> str:
        """What it is called on the command line."""
        return self.name.lower()


FORMATS = (
    FileFormat("BibTeX", "bib", "application/x-bibtex", bibtex.dumps, "\n".join),
    FileFormat("biblatex", "biblatex.bib", "application/x-bibtex", biblatex.dumps, "\n".join),
    FileFormat("RIS", "ris", "application/x-research-info-systems", ris.dumps, "".join),
    FileFormat(
        "CSL-JSON",
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        csl_json.dumps,
        csl_json.joined,
    ),
)
