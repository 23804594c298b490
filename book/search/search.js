// The page Search.  SECTIONS, of searchindex.js, has [address, title, page, text] of each section of the book.
(() => {
  const form = document.getElementById("search"), box = document.getElementById("query");
  const status = document.getElementById("found"), list = document.getElementById("results");
  const SHOWN = 20;
  const COMMON = new Set(("a an and are be by can do does for from how i in is it my not of on or should that the "
    + "this to vs was what why with").split(" "));
  const index = new MiniSearch({
    fields: ["title", "page", "text"],
    // create_task is a word, and two
    tokenize: text => Errors.words(text).split(" ").flatMap(word => /[^_]_[^_]/.test(word) ? [word, ...word.split("_")] : word),
    processTerm: word => COMMON.has(word) ? null : word,
    searchOptions: { boost: { title: 4, page: 2 }, prefix: word => word.length > 2 } });
  index.addAll(SECTIONS.map(([, title, page, text], id) => ({ id, title, page, text })));
  const address = anchor => SECTIONS.findIndex(([link]) => link.endsWith(`#${anchor}`));

  // A word that stands nowhere may be a typing error; two letters that changed places are two.
  const search = query => index.search(query, { fuzzy: word => !index.search(word).length && (word.length < 4 ? 1 : 2) });

  const make = (tag, fields) => Object.assign(document.createElement(tag), fields);

  // The text around the longest of these words that it has: wait_closed, not closed.
  function excerpt(text, words) {
    const places = [...words].sort((one, other) => other.length - one.length)
      .map(word => text.search(new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "iu")));
    const at = places.find(place => place >= 0) ?? 0;
    const begin = at < 60 ? 0 : text.indexOf(" ", at - 60) + 1;
    return (begin ? "… " : "") + text.slice(begin, begin + 180).replace(/ \S*$/, " …");
  }

  function show() {
    const entries = Errors.match(box.value).map(address), rest = search(box.value);
    const terms = new Map(rest.map(({ id, terms }) => [id, terms]));
    const found = [...new Set([...entries, ...terms.keys()])];
    list.replaceChildren(...found.slice(0, SHOWN).map(id => {
      const [link, title, page, text] = SECTIONS[id];
      const item = make("li", {});
      item.append(make("a", { href: link, textContent: title }), " ",
        make("span", { className: "page", textContent: title === page ? "" : page }),
        make("p", { textContent: excerpt(text, terms.get(id) ?? []) }));
      return item;
    }));
    status.textContent = !box.value.trim() ? "" : !found.length ? "Nothing has these words."
      : found.length > SHOWN ? `The first ${SHOWN} of ${found.length} sections` : `${found.length} section${found.length === 1 ? "" : "s"}`;
  }

  box.addEventListener("input", show);
  box.addEventListener("change", () => history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`));
  form.addEventListener("submit", event => event.preventDefault());
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  show();
  box.focus();
})();
