"""Tests of the preview of a publication that is being edited."""
