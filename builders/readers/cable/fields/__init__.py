"""The fields of a cable, each read by a pure function.

The text given to it may be a whole cable or any piece of one that contains the field.
"""

from builders.readers.cable.fields.addressees import addressees
from builders.readers.cable.fields.content import clean_content
from builders.readers.cable.fields.declassification import declassify_on
from builders.readers.cable.fields.identifiers import canonical_id, repair_id
from builders.readers.cable.fields.references import reference_items, references
from builders.readers.cable.fields.signatures import signatures
from builders.readers.cable.fields.subjects import subject
from builders.readers.cable.fields.summaries import summary
from builders.readers.cable.fields.tags import tag_kind, tags
from builders.readers.cable.fields.titles import title_case

__all__ = [
    "addressees",
    "canonical_id",
    "clean_content",
    "declassify_on",
    "reference_items",
    "references",
    "repair_id",
    "signatures",
    "subject",
    "summary",
    "tag_kind",
    "tags",
    "title_case",
]
