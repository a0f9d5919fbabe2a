// The number of items in the basket, in the masthead, once there are any.
import { pages, watch } from "./basket.js";
import { dressed, make } from "./cite-forms.js";
import { word } from "./say.js";

const count = make("b", "");
const mark = make("a", "mu-basket-mark", `${word("Basket", "文献篮")} `, count);
mark.href = new URL("basket/", pages).href;
if (mark.href === location.href.replace(/[?#].*/, "")) mark.setAttribute("aria-current", "page");
await dressed();
document.querySelector(".mu-mast-name")?.after(mark);
watch((now) => {
  mark.hidden = !now.length;
  count.textContent = now.length;
});
