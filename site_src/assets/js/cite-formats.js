// The formats in which citations are to be had as files. The files of each source and work lie beside
// its page, as the builder has written them; here stands what they are called and how one is made of
// several, as in `builders/citations/formats/file_formats.py`. A test compares the two.
const [OPENING, BETWEEN, CLOSING] = ["[\n", ",\n", "\n]\n"];

export const FORMATS = {
  bib: { label: "BibTeX", type: "application/x-bibtex", joined: (texts) => texts.join("\n") },
  "biblatex.bib": { label: "biblatex", type: "application/x-bibtex", joined: (texts) => texts.join("\n") },
  ris: { label: "RIS", type: "application/x-research-info-systems", joined: (texts) => texts.join("") },
  "csl.json": {
    label: "CSL-JSON",
    type: "application/vnd.citationstyles.csl+json",
    joined: (texts) => `${OPENING}${texts.map((text) => text.slice(OPENING.length, -CLOSING.length)).join(BETWEEN)}${CLOSING}`,
  },
};
