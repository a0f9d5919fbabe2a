// The theme's script is needed for searching alone, so it is fetched when somebody begins to.
const input = document.querySelector("input.md-search__input");
const theme = document.querySelector("#theme-scripts").content.querySelector('script[src*="bundle"]');

let asked = false;
const load = () => {
  if (asked || !theme) return;
  asked = true;
  const script = document.createElement("script");
  script.src = theme.src;
  document.body.append(script);
};

if (!input || new URLSearchParams(location.search).has("q")) load();
else {
  input.addEventListener("focus", load);
  input.addEventListener("pointerenter", load);
  document.querySelectorAll('label[for="__search"]').forEach((label) => {
    label.addEventListener("click", load);
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=radio]), textarea, select");
    if (asked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!["/", "f", "s"].includes(event.key)) return;
    event.preventDefault();
    input.focus();
  });
  if (document.activeElement === input) load();
}

// ---- What was searched for is marked in the page (`?h=` is set by the theme's list of results).
const wanted = (new URLSearchParams(location.search).get("h") ?? "").split(/\s+/).filter(Boolean);
if (wanted.length) {
  const plain = (text) => [...text].map((c) => c.normalize("NFD")[0].toLowerCase()).join("");
  const quoted = wanted.map((word) => plain(word).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const words = new RegExp(quoted.map((word) => (/^\p{L}/u.test(word) && !/^\p{Script=Han}/u.test(word) ? `(?<![\\p{L}\\p{N}])${word}[\\p{L}]*` : word)).join("|"), "gu");
  const content = document.querySelector("#content");
  const walk = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walk.nextNode()) nodes.push(walk.currentNode);
  nodes.forEach((node) => {
    if (!node.parentElement.closest(".mu-rd, .mu-head, .mu-headnote")) return;
    if (node.parentElement.closest(".mu-tip, .mu-nr, .mu-pb, .mu-num")) return;
    const text = plain(node.data);
    if (text.length !== node.data.length) return;
    [...text.matchAll(words)].reverse().forEach((match) => {
      const found = node.splitText(match.index);
      found.splitText(match[0].length);
      const mark = document.createElement("mark");
      mark.dataset.mdHighlight = "";
      found.replaceWith(mark);
      mark.append(found);
    });
  });
  const from = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? content;
  const follows = (mark) => from === content || from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = [...content.querySelectorAll("mark[data-md-highlight]")].find(follows);
  first?.scrollIntoView({ block: "center", behavior: "instant" });
}
