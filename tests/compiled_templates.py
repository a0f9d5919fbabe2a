"""Compiled templates, shared by all builds of one test process.

A build caches its compiled templates in the publication, and every test has a publication of its
own: without this, a third of the time of a small build would go into recompiling what an earlier
test has compiled.
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
    """Within the context, each template is compiled only the first time it is needed."""
    compiled: dict[tuple[object, ...], CodeType] = {}
    compile_template = Environment.compile

    def compile_once(
        self: Environment, source: str, name: str, filename: str, **options: Any
    ) -> CodeType:
        # Everything that the code depends on; one test uses Jinja's own generator.
        key = (type(self), self.code_generator_class, self.plain, name, source)
        code = compiled.get(key)
        if code is None:
            code = compiled[key] = compile_template(self, source, name, filename, **options)
        # Errors are reported with the file name, and the cached code may have another publication's.
        return code.replace(co_filename=filename)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield
