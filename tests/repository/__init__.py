"""Tests of the repository itself: its architecture, its documents, what it installs."""
