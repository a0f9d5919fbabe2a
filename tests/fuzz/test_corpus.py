"""Inputs that a fuzzer found, and new ones made from them, are read without an error."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.composed_inputs import LONGEST_SECONDS, try_inputs
from tests.fuzz.corpora import CORPUS, kept_inputs
from tests.fuzz.mutations import mutate
from tests.fuzz.targets import TARGETS

NEW_EACH_TIME = 60
"""The number of inputs made from the kept ones, the same on each run of the tests."""


def test_every_target_has_a_corpus() -> None:
    assert {path.stem for path in CORPUS.iterdir()} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_kept_inputs_are_read_without_an_error(target: str) -> None:
    texts = kept_inputs(target)
    assert texts
    for text in texts:
        TARGETS[target](text)


@pytest.mark.parametrize("target", TARGETS)
def test_changed_inputs_are_read_without_an_error(target: str) -> None:
    draw = random.Random(target)  # noqa: S311  # the same on each run
    texts = kept_inputs(target)
    for _ in range(NEW_EACH_TIME):
        TARGETS[target](mutate(draw, texts))


@pytest.mark.parametrize("target", TARGETS)
def test_composed_inputs_are_read_without_an_error(target: str) -> None:
    done = try_inputs(target, LONGEST_SECONDS, NEW_EACH_TIME, seed=1)
    assert done.failed == []
    assert done.inputs == NEW_EACH_TIME
