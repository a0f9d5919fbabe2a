"""Page breaks of the source: marks in the text where one of its pages ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.markup import Insertion, mark_up
from builders.model.document import PAGE_FOOTER, Block


def page_marks(block: Block, pictures: Mapping[str, str]) -> Iterator[Insertion]:
    """The mark of a page break, and a link to the picture of that page if there is one.

    Args:
        block: The page break.
        pictures: The ids of pictures on the source's page, by page number.
    """
    label = _label(block)
    says = "The end of a page" if block.name == PAGE_FOOTER else "A new page begins here"
    yield Insertion(
        block.start,
        "a",
        label,
        {
            "class": "mu-pb",
            "id": block.id,
            "href": f"#{block.id}",
            "title": says,
            "aria-label": f"{label}: {says[0].lower()}{says[1:]}",
        },
    )
    if picture := pictures.get(block.as_printed):
        kind = "mu-pb mu-pb-x mu-pb-end" if block.name == PAGE_FOOTER else "mu-pb mu-pb-x"
        named = {"href": f"#{picture}", "aria-label": f"Picture of p. {block.as_printed}"}
        yield Insertion(block.start, "a", "picture", {"class": kind, **named})


def page_marks_alone(block: Block, pictures: Mapping[str, str]) -> Markup:
    """The marks of a page break by themselves, for one that no block of text runs over."""
    return mark_up(AlignedText(""), (), tuple(page_marks(block, pictures)))


def runs_over(page_break: Block, block: Block) -> bool:
    """Whether the block begins before the page break and ends after it."""
    return block.start < page_break.start < block.end


def _label(block: Block) -> str:
    """The label of a page break: `p. 2`, or `end of p. 2` if it is the line at a page's foot."""
    label = f"p. {block.as_printed}" if block.as_printed else "page"
    return f"end of {label}" if block.name == PAGE_FOOTER else label
