"""Tests of the built site, most of them in a real Chromium."""
