"""Tests of pages: values in, HTML out."""
