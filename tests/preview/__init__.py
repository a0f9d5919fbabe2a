"""Tests of a publication that is being worked on."""
