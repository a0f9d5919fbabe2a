"""Tests of work shared by processes, here or on a cluster."""
