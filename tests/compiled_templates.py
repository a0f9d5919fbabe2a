"""Templates compiled once for all that one process of the tests builds.

A build keeps them in its own publication, and a test has a publication of its own: without this
a third of the time of a small build goes into compiling what the test before has compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import pytest

from builders.templating.compiling import Environment


@contextmanager
def compiled_once() -> Iterator[None]:
    """Within, what a template's text comes to is worked out the first time that it is asked for."""
    compiled: dict[tuple[object, ...], CodeType] = {}
    compile_template = Environment.compile

    def compile_once(
        self: Environment, source: str, name: str, filename: str, **options: Any
    ) -> CodeType:
        # All that decides what the code is: one test takes Jinja's own generator.
        key = (type(self), self.code_generator_class, self.plain, name, source)
        code = compiled.get(key)
        if code is None:
            code = compiled[key] = compile_template(self, source, name, filename, **options)
        # A mistake is told with its file, and this one may be another publication's.
        return code.replace(co_filename=filename)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield
