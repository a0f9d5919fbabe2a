"""Where a page of the source ended: a mark inside the sentence that runs over it."""

from __future__ import annotations

from markupsafe import Markup

from builders.markup import Insertion, mark_up
from builders.model.document import Block
from builders.spans import AlignedText

PAGE_BREAK = "pb"
PAGE_FOOTER = "page-footer"


def page_mark(block: Block) -> Insertion:
    """The mark of a page break, at its place in the source."""
    label = _label(block)
    says = "The end of a page" if block.name == PAGE_FOOTER else "A new page begins here"
    return Insertion(
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


def page_mark_alone(block: Block) -> Markup:
    """The mark of a page break that no sentence runs over."""
    return mark_up(AlignedText(""), (), (page_mark(block),))


def runs_over(page_break: Block, block: Block) -> bool:
    """Whether the block goes on after the page break."""
    return block.start < page_break.start < block.end


def _label(block: Block) -> str:
    """`p. 2`; of a line at the foot of a page, where that page ends."""
    number = block.printed or (str(block.n) if block.n is not None else "")
    label = f"p. {number}" if number else "page"
    return f"end of {label}" if block.name == PAGE_FOOTER else label
