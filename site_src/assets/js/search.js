// Searching: the theme's script is needed for that alone, so pages of the edition fetch it, and
// this, when somebody begins (see edition.js); and what was searched for is marked in the page.
const input = document.querySelector("input.md-search__input");
const theme = document.querySelector("#theme-scripts")?.content.querySelector('script[src*="bundle"]');

let asked = false;
export const begin = () => {
  if (asked || !theme) return;
  asked = true;
  const script = document.createElement("script");
  script.src = theme.src;
  document.body.append(script);
};

// The theme listens to keys; what is pasted, or written by an input method, comes without any.
input?.addEventListener("input", () => input.dispatchEvent(new KeyboardEvent("keyup")));

// ---- Whose words: the choice is a word of the query, so that it can be seen, typed and sent.
const scope = document.querySelector(".mu-scope");
if (scope && input) {
  const choices = [...scope.elements].filter((choice) => choice.name === "scope");
  const word = /(?:^|\s)in:(\w+)(?=\s|$)/i;
  const show = () => {
    const chosen = input.value.match(word)?.[1].toLowerCase() ?? "";
    choices.forEach((choice) => {
      choice.checked = choice.value === chosen;
    });
  };
  scope.addEventListener("change", (event) => {
    const rest = input.value.replace(word, " ").trim();
    input.value = [event.target.value && `in:${event.target.value}`, rest].filter(Boolean).join(" ");
    input.dispatchEvent(new KeyboardEvent("keyup"));
  });
  input.addEventListener("input", show);
  input.form.addEventListener("reset", () => setTimeout(show));
  show();
}

// ---- The words that were searched for (`?h=` is set by the theme's list of results).
const plain = (text) => text.replace(/[^\x20-\x7e]/g, (c) => c.normalize("NFD")[0] ?? c).toLowerCase();
const asPattern = (word) => {
  const quoted = word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return /^\p{Script=Han}/u.test(word) ? quoted : `(?<![\\p{L}\\p{N}])${quoted}\\p{L}*`;
};

const markIn = (places, words) => {
  const nodes = [];
  document.querySelectorAll(places).forEach((place) => {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) nodes.push(walk.currentNode);
  });
  const marks = [];
  nodes.forEach((node) => {
    if (node.parentElement.closest(".mu-tip, .mu-num, .mu-note-c")) return;
    [...plain(node.data).matchAll(words)].reverse().forEach((match) => {
      const found = node.splitText(match.index);
      found.splitText(match[0].length);
      const mark = document.createElement("mark");
      mark.dataset.mdHighlight = "";
      found.replaceWith(mark);
      mark.append(found);
      marks.push(mark);
    });
  });
  return marks;
};

const wanted = (new URLSearchParams(location.search).get("h") ?? "").split(/\s+/).filter(Boolean);
if (theme && wanted.length) {
  const words = new RegExp(wanted.map((word) => asPattern(plain(word))).join("|"), "gu");
  const read = markIn(".mu-rd, .mu-head, .mu-intro, .mu-headnote, #apparatus, .mu-docs, .mu-lead, .mu-title", words);
  if (!read.length && markIn(".mu-rc", words).length) {
    // It stands only in lines that are not part of the text: they are shown.
    const received = document.querySelector("#view-received");
    received.checked = true;
    received.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const from = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const after = (mark) => !from || from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = [...document.querySelectorAll("mark[data-md-highlight]")].find((mark) => mark.offsetParent && after(mark));
  first?.scrollIntoView({ block: "center", behavior: "instant" });
}
