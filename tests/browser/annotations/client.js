// Finds the targets of annotations in the page that is open, with two libraries that know
// nothing of this project. The test bundles this file and runs it in each source's page.

import {
  createCssSelectorMatcher,
  createTextPositionSelectorMatcher,
  createTextQuoteSelectorMatcher,
} from "@apache-annotator/dom";
import { makeRefinable } from "@apache-annotator/selector";
import { toTextPosition } from "dom-anchor-text-quote";

const matchers = {
  CssSelector: createCssSelectorMatcher,
  TextPositionSelector: createTextPositionSelectorMatcher,
  TextQuoteSelector: createTextQuoteSelectorMatcher,
};
const matcher = makeRefinable((selector) => matchers[selector.type](selector));

// The text of every match of every selector, in order.
export async function resolve(targets) {
  const found = [];
  for (const target of targets) {
    const places = [];
    for (const selector of target.selector) {
      const matches = [];
      for await (const match of matcher(selector)(document)) matches.push(match.toString());
      places.push(matches);
    }
    found.push(places);
  }
  return found;
}

// The text of each element that a target names, and what the other library takes for the quote
// in it. It likes what is near better than what is exact, and so is told the position, as its
// users do. Its `toRange` is not asked: it fails on every quote that ends where its element does.
export function anchor(targets) {
  return targets.map(({ selector }) => {
    const [{ value, refinedBy: quote }, { refinedBy: position }] = selector;
    const options = { hint: position.start };
    const elements = [...document.querySelectorAll(value)];
    const texts = elements.map((element) => element.textContent);
    const places = elements.map((element) => toTextPosition(element, quote, options));
    const found = places.map((place, i) => place && texts[i].slice(place.start, place.end));
    return { texts, found };
  });
}
