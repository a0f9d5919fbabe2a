"""Measurements of time, size and memory: whole builds of publications of any size."""
