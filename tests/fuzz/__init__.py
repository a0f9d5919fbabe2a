"""Fuzzing of everything that reads what editors or strangers wrote."""
