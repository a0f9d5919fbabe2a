"""Anything at all, given to whatever reads what people and strangers wrote."""
