// Redirects from a page that has moved to its present address, keeping the fragment.
// The page has one link.
const { href } = document.links[0];
location.replace(href + location.search + location.hash);
