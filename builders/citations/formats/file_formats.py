"""The file formats in which citations are offered, in the order in which they are offered.

A format is a module with `dumps` and one entry here: the command, the files beside the pages, the
links to them and their descriptions for programs follow from it.
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
    """Its name for readers."""
    ending: str
    """The ending of file names, without the dot before it."""
    media_type: str
    dumps: Callable[[Iterable[Work]], str]
    """From works to the text of a file."""
    joined: Callable[[Iterable[str]], str]
    """From the texts of several files to that of one with all their works."""

    @property
    def option(self) -> str:
        """Its name on the command line."""
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
