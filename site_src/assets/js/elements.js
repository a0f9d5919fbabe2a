// Finding elements in the page, and making new ones.
import { setLanguage } from "./language.js";

/** @typedef {string | Record<string, string | number | boolean | undefined>} Attributes */
/** @typedef {Node | string | undefined} Content */

/**
 * The first element that a selector finds, if there is one of this type.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T | null}
 */
export const query = (selector, type, root = document) => {
  const found = root.querySelector(selector);
  return found instanceof type ? found : null;
};

/**
 * The first element that a selector finds, which must be there: without it, the page does not fit its script.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 */
export const find = (selector, type, root = document) => {
  const found = query(selector, type, root);
  if (!found) throw new TypeError(`there is no ${type.name} for ${selector}`);
  return found;
};

/**
 * All elements that a selector finds, in the order of the page.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T[]}
 */
export const findAll = (selector, type, root = document) => {
  const found = [];
  for (const element of root.querySelectorAll(selector)) if (element instanceof type) found.push(element);
  return found;
};

/**
 * The nearest element that matches a selector, from the target of an event outwards.
 * @template {Element} T
 * @param {EventTarget | null} target
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T | null}
 */
export const closest = (target, selector, type) => {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof type ? found : null;
};

// Whether an event happened inside an element.
/** @type {(element: Element | null | undefined, target: EventTarget | null) => boolean} */
export const contains = (element, target) => target instanceof Node && Boolean(element?.contains(target));

/**
 * A new element. Attributes are given by their names, or as a string that is the class; empty ones are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Content} content
 */
export const make = (tag, attributes = {}, ...content) => {
  const element = document.createElement(tag);
  const given = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === false || value === "") continue;
    if (name === "lang") setLanguage(element, String(value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const one of content) if (one !== undefined && one !== "") element.append(one);
  return element;
};

// A new button, with what it does when it is pressed.
/** @type {(attributes: Attributes, text: string, onClick?: (event: MouseEvent) => void) => HTMLButtonElement} */
export const button = (attributes, text, onClick) => {
  const element = make("button", attributes, text);
  element.type = "button";
  if (onClick) element.addEventListener("click", onClick);
  return element;
};

/**
 * A new element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} content
 */
export const makeSvg = (tag, attributes = {}, ...content) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...content);
  return element;
};
