// For links to a source's row in the bibliography that is now on another page: the source's own page cites it too.
const slug = location.hash.slice("#ref-".length);
const page = location.pathname.replace(/[^/]+\/(_page_\d+\/)?$/, `sources/${slug}/`);
const found = await fetch(page, { method: "HEAD" }).catch(() => undefined);
if (found?.ok) location.replace(`${page}#cite`);
