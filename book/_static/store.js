// What the reader's own browser keeps of this book: edited cells, what was read and solved.
// Nothing is sent anywhere.  A tab's own texts come first (sessionStorage), so that two tabs never
// overwrite each other on a reload; a new tab begins with what was kept last (localStorage).
// Where the browser keeps nothing, all of it lasts as long as the page.
self.kept = (() => {
  const PREFIX = "async-python/", memory = new Map();
  const root = decodeURI(new URL("..", document.currentScript.src).pathname), path = decodeURI(location.pathname);
  const areas = ["sessionStorage", "localStorage"].flatMap(name => {
    try {
      self[name].setItem(PREFIX, "");
      self[name].removeItem(PREFIX);
      return [self[name]];
    } catch {
      return [];  // blocked
    }
  });
  const changed = (key = "") => dispatchEvent(new CustomEvent("kept", { detail: key }));
  const keysOf = area => Object.keys(area).filter(key => key.startsWith(PREFIX));

  function get(key) {
    for (const area of areas) {
      const value = area.getItem(PREFIX + key);
      if (value !== null) return value;
    }
    return memory.get(key) ?? null;
  }
  function set(key, value) {
    memory.set(key, value);
    try {
      for (const area of areas) area.setItem(PREFIX + key, value);
    } catch {}  // full: it lasts as long as the page
    changed(key);
  }
  function remove(key) {
    memory.delete(key);
    for (const area of areas) area.removeItem(PREFIX + key);
    changed(key);
  }
  function clear(some) {
    memory.clear();
    for (const area of some) for (const key of keysOf(area)) area.removeItem(key);
    changed();
  }
  /** Everything that is kept, as {key: value}. */
  function all() {
    const keys = new Set([...memory.keys(), ...areas.flatMap(keysOf).map(key => key.slice(PREFIX.length))]);
    return Object.fromEntries([...keys].sort().map(key => [key, get(key)]));
  }
  function forget() {
    clear(areas);
    const last = areas.at(-1);
    last?.setItem(PREFIX + "forgotten", Date.now());  // other tabs hear it, and forget their own
    last?.removeItem(PREFIX + "forgotten");
  }
  addEventListener("storage", ({ key, newValue }) => {
    if (key === PREFIX + "forgotten" && newValue) clear(areas.slice(0, 1));
    else if (key?.startsWith(PREFIX)) changed(key.slice(PREFIX.length));
  });
  /** The page's name from the book's folder on, such as 02-coroutines or slides/02-coroutines. */
  const page = (path.startsWith(root) ? path.slice(root.length) : path).replace(/\.html$/, "") || "index";
  return { page, get, set, remove, all, forget };
})();
