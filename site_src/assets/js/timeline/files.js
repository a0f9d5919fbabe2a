// A view as an image file, with its styles written into it, since it has no style sheet outside this page.
import { makeSvg } from "../elements.js";
const STYLE_PROPERTIES = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "text-anchor"],
  ...["font-size", "font-weight", "font-family", "opacity"],
];
const PIXELS = 2, FOOT = 24, NARROW = 600;

// The fonts are embedded in the image: the files of its first font family, as far as they are part of the site.
/** @type {(blob: Blob) => Promise<string>} */
const toDataUrl = (blob) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(blob);
  });
// The rules of a style sheet. Those of one that comes from elsewhere, as all do on a page opened from disk, cannot be read.
/** @type {(sheet: CSSStyleSheet) => CSSRule[]} */
const rulesOf = (sheet) => {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
};
/** @type {(svg: SVGSVGElement) => Promise<string>} */
const fontFaces = async (svg) => {
  const family = getComputedStyle(svg).fontFamily.split(",")[0];
  /** @type {(name: string) => string} */
  const bare = (name) => name.replaceAll(/["']/g, "").trim();
  const faces = [...document.styleSheets].flatMap((sheet) =>
    rulesOf(sheet)
      .filter((rule) => rule instanceof CSSFontFaceRule && bare(rule.style.getPropertyValue("font-family")) === bare(family))
      .map((rule) => ({ style: /** @type {CSSFontFaceRule} */ (rule).style, base: sheet.href ?? location.href })),
  );
  const rules = await Promise.allSettled(
    faces.map(async ({ style, base }) => {
      const [, url = ""] = /url\(["']?([^"')]+)/.exec(style.getPropertyValue("src")) ?? [];
      const response = await fetch(new URL(url, base));
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      const weight = style.getPropertyValue("font-weight");
      return `@font-face{font-family:${family};font-weight:${weight};src:url(${await toDataUrl(await response.blob())}) format("woff2")}`;
    }),
  );
  // A font that cannot be loaded is left out: the image then has one that its reader has.
  return rules.map((rule) => (rule.status === "fulfilled" ? rule.value : "")).join("");
};

// A copy of a drawing with its styles written into each element.
/** @type {(svg: SVGSVGElement) => SVGSVGElement} */
const copyWithStyles = (svg) => {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [before, after] = [svg, copy].map((element) => [...element.querySelectorAll("*")]);
  before.forEach((element, k) => {
    const style = getComputedStyle(element);
    if (style.display === "none") after[k].setAttribute("display", "none");
    after[k].removeAttribute("class");
    for (const name of STYLE_PROPERTIES) after[k].setAttribute(name, style.getPropertyValue(name));
  });
  for (const name of ["tabindex", "class", "role", "aria-labelledby"]) copy.removeAttribute(name);
  for (const link of copy.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", location.href).href);
    link.removeAttribute("aria-describedby");
  }
  return copy;
};

/** @type {(svg: SVGSVGElement) => Promise<string>} */
const toSvgText = async (svg) => {
  const copy = copyWithStyles(svg);
  const [wide, tall] = (svg.getAttribute("viewBox") ?? "").split(" ").slice(2).map(Number);
  // Text can be wider than was estimated.
  const { x, width } = svg.getBBox();
  const [w, h] = [Math.max(wide, Math.ceil(x + width)), tall + FOOT];
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(w));
  copy.setAttribute("height", String(h));
  copy.setAttribute("viewBox", `0 0 ${w} ${h}`);
  const style = getComputedStyle(document.body);
  // The origin is written below, since an image is passed on without its page.
  const font = { "font-family": getComputedStyle(svg).fontFamily, "font-size": 10, fill: style.color, opacity: 0.7 };
  const origin = w < NARROW ? location.host + location.pathname : `${document.title}, ${decodeURI(location.href)}`;
  copy.append(makeSvg("text", { x: 8, y: h - 8, ...font }, origin));
  const background = makeSvg("rect", { width: w, height: h, fill: style.backgroundColor });
  copy.querySelector("title")?.after(makeSvg("style", {}, await fontFaces(svg)), background);
  return new XMLSerializer().serializeToString(copy);
};

/** @type {(blob: Blob, name: string) => void} */
const download = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/** @type {Record<string, (svg: SVGSVGElement, name: string) => Promise<void>>} */
export const save = {
  svg: async (svg, name) => download(new Blob([await toSvgText(svg)], { type: "image/svg+xml" }), `${name}.svg`),
  png: async (svg, name) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await toSvgText(svg))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * PIXELS, image.height * PIXELS];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && download(blob, `${name}.png`), "image/png");
  },
};
