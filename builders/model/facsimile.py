"""A source as its archive has it: pictures of its pages, or the PDF that its text was made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

PDF = "application/pdf"
MEDIA_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".pdf": PDF,
}
"""By the ending of a file's name: what every browser shows, and what cannot hold a script."""


@dataclass(frozen=True, slots=True)
class Facsimile:
    """A picture of a page of a source, or all of it as a PDF."""

    name: str
    """Of its file, and the last part of its address."""
    file: Path = field(repr=False, compare=False)
    """Where it lies on this machine, which is in nothing that is made."""
    width: int
    """In pixels, as it is shown: a camera's turn of it is counted in. Nought of a PDF."""
    height: int
    size: int
    """In bytes."""
    sha256: str
    page: str = ""
    """The page that it shows, as the text's page breaks call it; empty where that is not known."""
    what: str = ""
    """What the editors say that it shows."""

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the page."""
        return self.media_type != PDF

    @property
    def stem(self) -> str:
        """Its name without the ending: no other picture of the source has the same."""
        return self.name.rpartition(".")[0]

    @property
    def id(self) -> str:
        """Its address within the page of the source."""
        return f"facsimile-{self.stem}"

    @property
    def media_type(self) -> str:
        """What it is, as the web calls it."""
        return MEDIA_TYPES[f".{self.name.rpartition('.')[2].lower()}"]
