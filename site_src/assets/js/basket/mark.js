// The number of items in the basket, in the masthead, once there are any.
import { pages, watch } from "../basket.js";
import { loadStyles } from "../cite/forms.js";
import { make } from "../elements.js";
import { word } from "../language.js";

const count = make("b");
const link = make("a", "mu-basket-mark", `${word("Basket")} `, count);
link.href = new URL("basket/", pages).href;
if (link.href === location.href.replace(/[?#].*/, "")) link.setAttribute("aria-current", "page");
await loadStyles();
document.querySelector(".mu-mast-name")?.after(link);
watch((ids) => {
  link.hidden = !ids.length;
  count.textContent = String(ids.length);
});
