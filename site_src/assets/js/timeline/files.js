// A view as an image file, with its styles written into it, since it has no style sheet outside this page.
const STYLE_PROPERTIES = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "text-anchor"],
  ...["font-size", "font-weight", "font-family", "opacity"],
];
const PIXELS = 2, FOOT = 24, NARROW = 600;

// The fonts are embedded in the image: the files of its first font family, as far as they are part of the site.
const toDataUrl = (blob) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.readAsDataURL(blob);
  });
const fontFaces = async (svg) => {
  const family = getComputedStyle(svg).fontFamily.split(",")[0];
  const bare = (name) => name.replaceAll(/["']/g, "").trim();
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule && bare(rule.style.getPropertyValue("font-family")) === bare(family))
      .map((rule) => [rule, sheet.href]),
  );
  const rules = await Promise.allSettled(
    faces.map(async ([rule, href]) => {
      const [, url] = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src")) ?? [];
      const response = await fetch(new URL(url, href));
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      const weight = rule.style.getPropertyValue("font-weight");
      return `@font-face{font-family:${family};font-weight:${weight};src:url(${await toDataUrl(await response.blob())}) format("woff2")}`;
    }),
  );
  // A font that cannot be loaded is left out: the image then has one that its reader has.
  return rules.map(({ value = "" }) => value).join("");
};

const toSvgText = async (svg) => {
  const copy = svg.cloneNode(true);
  const [before, after] = [svg, copy].map((element) => [...element.querySelectorAll("*")]);
  before.forEach((element, k) => {
    const style = getComputedStyle(element);
    if (style.display === "none") after[k].setAttribute("display", "none");
    after[k].removeAttribute("class");
    for (const name of STYLE_PROPERTIES) after[k].setAttribute(name, style.getPropertyValue(name));
  });
  const [wide, tall] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
  // Text can be wider than was estimated.
  const { x, width } = svg.getBBox();
  const [w, h] = [Math.max(wide, Math.ceil(x + width)), tall + FOOT];
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", w);
  copy.setAttribute("height", h);
  copy.setAttribute("viewBox", `0 0 ${w} ${h}`);
  for (const name of ["tabindex", "class", "role", "aria-labelledby"]) copy.removeAttribute(name);
  for (const link of copy.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), location.href));
    link.removeAttribute("aria-describedby");
  }
  const style = getComputedStyle(document.body);
  const createElement = (name, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(text);
    return element;
  };
  copy.querySelector("title").after(createElement("rect", { width: w, height: h, fill: style.backgroundColor }));
  // The origin is written below, since an image is passed on without its page.
  const font = { "font-family": getComputedStyle(svg).fontFamily, "font-size": 10, fill: style.color, opacity: 0.7 };
  const origin = w < NARROW ? location.host + location.pathname : `${document.title}, ${decodeURI(location.href)}`;
  copy.append(createElement("text", { x: 8, y: h - 8, ...font }, origin));
  copy.querySelector("title").after(createElement("style", {}, await fontFaces(svg)));
  return new XMLSerializer().serializeToString(copy);
};

const download = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

export const save = {
  svg: async (svg, name) => download(new Blob([await toSvgText(svg)], { type: "image/svg+xml" }), `${name}.svg`),
  png: async (svg, name) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await toSvgText(svg))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * PIXELS, image.height * PIXELS];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
  },
};
