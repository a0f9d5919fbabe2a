"""Accuracy measured on the sample sources, held by floors that only rise."""
