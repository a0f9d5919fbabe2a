"""The telegram within a cable source, whichever form it was received in."""

from __future__ import annotations

from builders.readers.cable import csv_form, html_form, text_form
from builders.readers.cable.transcripts import Transcript


def transcribe(text: str) -> Transcript:
    """The telegram in the text; read as plain text where it is in none of the other forms."""
    return html_form.transcribe(text) or csv_form.transcribe(text) or text_form.transcribe(text)
