"""Which form a cable was received in, and the telegram in it."""

from __future__ import annotations

from builders.readers.cable import csv_form, html_form, text_form
from builders.readers.cable.transcripts import Transcript


def transcribe(text: str) -> Transcript:
    """The telegram in the text, in whatever form; plain text where it is in no other."""
    return html_form.transcribe(text) or csv_form.transcribe(text) or text_form.transcribe(text)
