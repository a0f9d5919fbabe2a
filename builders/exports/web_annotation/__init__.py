"""Annotations of each source, after the W3C Web Annotation model."""
