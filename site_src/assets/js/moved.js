// On a page that has moved: on to where it is now, and there to the place that the address names.
const { href } = document.links[0];
location.replace(href + location.search + location.hash);
