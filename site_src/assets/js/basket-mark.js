// In the masthead: how much is in the basket, once something is.
import { root, watch } from "./basket.js";
import { dressed, make } from "./cite-forms.js";

const before = document.querySelector(".mu-mast .mu-scheme");
const count = make("b", "");
const mark = make("a", "mu-basket-mark", "Basket ", count);
mark.href = new URL("basket/", root).href;
if (mark.href === location.href.replace(/[?#].*/, "")) mark.setAttribute("aria-current", "page");
await dressed();
before?.before(mark);
watch((now) => {
  mark.hidden = !now.length;
  count.textContent = now.length;
});
