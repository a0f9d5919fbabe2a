"""The site's JavaScript modules bundled into one plain script.

This is not a compiler: it knows only the forms of `import` and `export` that the modules use, at
the beginning of a line, and reports any other.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from builders.problems import Problem, ProblemsFound

# `import { a, b as c } from "./x.js";`, `import * as x from "./x.js";`, `import "./x.js";`
IMPORT_RE = re.compile(
    r"^import\s*(?:(\{[^{}]*\}|\*\s*as\s+\w+|\w+)\s*from\s*)?\"(\.{1,2}/[^\"\n]+)\";?[ \t]*$",
    re.MULTILINE,
)
# `export const a = 1;`, `export async function b() {}`
DECLARED_RE = re.compile(
    r"^export\s+((?:const|let|class|function\*?|async\s+function\*?)\s+)(\w+)", re.MULTILINE
)
# `export { a, b as c };`
LISTED_RE = re.compile(r"^export\s*\{([^{}]*)\};?[ \t]*$", re.MULTILINE)
DYNAMIC_RE = re.compile(r"\bimport\(\s*\"(\.{1,2}/[^\"\n]+)\"\s*\)")
META_RE = re.compile(r"\bimport\.meta\.url\b")
LEFT_RE = re.compile(r"^(?:import|export)\b|\bimport(?:\.meta|\()", re.MULTILINE)
AS_RE = re.compile(r"(?<!\s)\s+as\s+")

PRELUDE = """\
// All modules of the site in one script, for pages that are opened from a disk.
globalThis.muModule = (() => {
const folder = new URL(%(back)s, document.currentScript.src);
const waiting = new Map();
globalThis.muFile = (text) => waiting.get(document.currentScript)?.(text);
// From a disk nothing can be fetched; what modules ask for has a twin that is a script.
const fetch = (address) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  waiting.set(script, (text) => resolve(new Response(text)));
  script.onload = () => { waiting.delete(script); script.remove(); };
  script.onerror = () => { waiting.delete(script); script.remove(); reject(new TypeError("not in this copy")); };
  script.src = `${new URL(address, location.href).href}.js`;
  document.head.append(script);
});
// A folder has no page of its own to a disk.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
  link.pathname += "index.html";
}, true);
const made = new Map();
const muLoad = (name) => {
  if (!made.has(name)) {
    const exports = {};
    made.set(name, modules[name](exports, new URL(name, folder).href).then(() => exports));
  }
  return made.get(name);
};
const modules = {
"""
END = """\
};
return muLoad;
})();
"""


class Bundle(NamedTuple):
    """Modules in one script."""

    script: str
    modules: frozenset[str]
    """The paths of the modules that are in it."""


def bundle(sources: Mapping[str, str], entries: Iterable[str], path: str) -> Bundle:
    """A script that contains the entry modules and all modules that they import.

    Args:
        sources: The text of each script, by its path below the site.
        entries: The paths of the modules that pages load.
        path: Where the script will be.

    Raises:
        ProblemsFound: a module is missing, or uses an unknown form of `import` or `export`.
    """
    wanted = list(dict.fromkeys(sorted(entries)))
    parts: list[str] = []
    for name in wanted:  # grows
        if name not in sources:
            raise ProblemsFound([Problem(name, None, "offline", "there is no such module")])
        text, needs = _as_function(name, sources[name])
        parts.append(text)
        wanted.extend(sorted(needs - set(wanted)))
    back = posixpath.relpath(".", posixpath.dirname(path))
    prelude = PRELUDE % {"back": json.dumps(f"{back}/")}
    return Bundle(f"{prelude}{''.join(parts)}{END}", frozenset(wanted))


def entry_script(name: str) -> str:
    """The script that replaces an entry module's file: it runs the module in the bundle."""
    return f"muModule({json.dumps(name)});\n"


def twin_script(text: str) -> str:
    """A script that delivers the text of a file to the module that fetches it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return f"muFile({quoted});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _as_function(name: str, text: str) -> tuple[str, set[str]]:
    """The module as a function of the bundle, and the paths of the modules that it imports."""
    needs: set[str] = set()
    exported: dict[str, str] = {}

    def other(address: str) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        needs.add(path)
        return f"muLoad({json.dumps(path)})"

    def imported(match: re.Match[str]) -> str:
        names, address = match[1], match[2]
        load = f"await {other(address)}"
        if names is None:
            return f"{load};"
        if names.startswith("{"):
            return f"const {AS_RE.sub(': ', names)} = {load};"
        if names.startswith("*"):
            return f"const {AS_RE.split(names)[1]} = {load};"
        return f"const {{ default: {names} }} = {load};"

    def declared(match: re.Match[str]) -> str:
        exported[match[2]] = match[2]
        return f"{match[1]}{match[2]}"

    def listed(match: re.Match[str]) -> str:
        for item in filter(None, map(str.strip, match[1].split(","))):
            own, _, public = AS_RE.sub("\0", item).partition("\0")
            exported[public or own] = own
        return ""

    text = IMPORT_RE.sub(imported, text)
    text = LISTED_RE.sub(listed, DECLARED_RE.sub(declared, text))
    text = DYNAMIC_RE.sub(lambda match: other(match[1]), text)
    text = META_RE.sub("muUrl", text)
    if (left := LEFT_RE.search(text)) is not None:
        line = text.count("\n", 0, left.start()) + 1
        message = "a form of `import` or `export` that the offline copy does not know"
        raise ProblemsFound([Problem(name, line, "offline", message)])
    public = "".join(
        f"Object.defineProperty(muExports, {json.dumps(public)}, {{ get: () => {own} }});\n"
        for public, own in exported.items()
    )
    return f"{json.dumps(name)}: async (muExports, muUrl) => {{\n{public}{text}\n}},\n", needs
