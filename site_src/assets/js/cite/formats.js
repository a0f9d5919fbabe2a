// The file formats of citations. The builder writes the files of each source and work beside its page;
// here are the formats' names and how several files are joined into one, as in
// `builders/citations/formats/file_formats.py`. A test compares the two.
/** @typedef {{ label: string, type: string, join: (texts: string[]) => string }} Format */

const [OPENING, BETWEEN, CLOSING] = ["[\n", ",\n", "\n]\n"];

/** @type {Record<string, Format>} */
export const FORMATS = {
  bib: { label: "BibTeX", type: "application/x-bibtex", join: (texts) => texts.join("\n") },
  "biblatex.bib": { label: "biblatex", type: "application/x-bibtex", join: (texts) => texts.join("\n") },
  ris: { label: "RIS", type: "application/x-research-info-systems", join: (texts) => texts.join("") },
  "csl.json": {
    label: "CSL-JSON",
    type: "application/vnd.citationstyles.csl+json",
    join: (texts) => `${OPENING}${texts.map((text) => text.slice(OPENING.length, -CLOSING.length)).join(BETWEEN)}${CLOSING}`,
  },
};
