"""Builds as they are run: killed, interrupted, without a disk, elsewhere and at other times."""
