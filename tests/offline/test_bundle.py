"""JavaScript modules bundled into one plain script."""

from __future__ import annotations

import pytest

from builders.offline.bundle import bundle
from builders.problems import ProblemsFound

MODULES = {
    "assets/js/a.js": (
        'import { b as other, c } from "./b.js";\n'
        'import * as all from "./deep/d.js";\n'
        'import "./e.js";\n'
        "export const a = other + c + all.d;\n"
        'const later = () => import("./deep/d.js");\n'
        "const here = import.meta.url;\n"
    ),
    "assets/js/b.js": "export const b = 1;\nconst c = 2;\nexport { c };\n",
    "assets/js/deep/d.js": 'import { b } from "../b.js";\nexport async function d() { return b; }\n',
    "assets/js/e.js": "document.title;\n",
    "assets/js/unused.js": "export const u = 1;\n",
}


def test_all_imported_modules_are_bundled() -> None:
    made = bundle(MODULES, ["assets/js/a.js"], "assets/js/modules.js").script
    assert 'const { b: other, c } = await muLoad("assets/js/b.js");' in made
    assert 'const all = await muLoad("assets/js/deep/d.js");' in made
    assert 'await muLoad("assets/js/e.js");' in made
    assert '() => muLoad("assets/js/deep/d.js")' in made
    assert "const here = muUrl;" in made
    assert 'Object.defineProperty(muExports, "d"' in made
    assert "unused" not in made


def test_no_import_or_export_is_left() -> None:
    made = bundle(MODULES, ["assets/js/a.js"], "assets/js/modules.js").script
    for line in made.splitlines():
        assert not line.startswith(("import", "export"))


@pytest.mark.parametrize(
    "text",
    ['export * from "./b.js";\n', "export default 1;\n", "const x = import(name);\n"],
)
def test_an_unsupported_import_or_export_is_reported_with_its_line(text: str) -> None:
    modules = {"assets/js/a.js": f"const one = 1;\n{text}", "assets/js/b.js": ""}
    with pytest.raises(ProblemsFound) as found:
        bundle(modules, ["assets/js/a.js"], "assets/js/modules.js")
    (problem,) = found.value.problems
    assert (problem.file, problem.line, problem.code) == ("assets/js/a.js", 2, "offline")
