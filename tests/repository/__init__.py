"""Tests of the repository itself: its plan, its papers, what it installs."""
