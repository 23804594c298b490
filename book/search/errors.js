// Which entry of Symptoms has the text of an error?  ERRORS stands above, made of symptoms.toml:
// {anchor: {title, patterns}}; in a pattern a * stands for the reader's own names.
const Errors = (() => {
  const words = text => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu)?.join(" ") ?? "";
  const patterns = Object.entries(ERRORS).flatMap(([anchor, entry]) => entry.patterns.map(text => {
    const whole = text.startsWith("=");  // an error without a message: nothing may follow
    const middle = text.replace("=", "").replaceAll(" * ", "(?: \\S+){0,40}? ");
    return { anchor, length: text.length, form: new RegExp(whole ? `(?:^| )${middle}$` : `(?:^| )${middle}`) };
  })).sort((a, b) => b.length - a.length);

  // The messages in what was pasted: of an exception group each one; pytest begins them with an E; source lines are none.
  function messages(text) {
    const lines = text.split("\n").map(line => line.trimEnd().replace(/^(?:[\s|+]*(?:[|]|-[-+]+) ?|E {3,})/, ""))
      .filter(line => line.trim());
    const margin = Math.min(...lines.map(line => line.search(/\S/)));
    return lines.filter(line => line.search(/\S/) === margin)
      .flatMap(line => line.split(/(?=(?<![\w.])[\w.]*(?:Error|Exception|Group|Warning): )/));
  }

  // The anchors of entries, the likeliest first: an error before a warning or a log, the last line before the first.
  function match(text) {
    const found = messages(text).map((line, at) => {
      const plain = words(line), error = /^[\w.]*(Error|Exception|Group)\b/.test(line);
      return { at, error, anchor: patterns.find(({ form }) => form.test(plain))?.anchor };
    }).filter(({ anchor }) => anchor).sort((a, b) => b.error - a.error || b.at - a.at);
    return [...new Set(found.map(({ anchor }) => anchor))];
  }
  return { match, words };
})();

// On the page Symptoms: a box that shows the entry of what is pasted, or all that have what is typed.
(() => {
  const entries = [...document.querySelectorAll("section[id^=sym-]")];
  const about = [...entries[0]?.parentNode.querySelectorAll(":scope > p") ?? []];
  about[0]?.insertAdjacentHTML("afterend", `<div id="paste">
    <label for="pasted">Paste your error here, or type a part of it</label>
    <textarea id="pasted" rows="3" spellcheck="false" autocomplete="off"></textarea><p id="narrowed" role="status"></p></div>`);
  const box = document.getElementById("pasted"), status = document.getElementById("narrowed");
  if (!box) return;
  const blocks = entry => [entry.querySelector("h2"), ...entry.querySelectorAll("table.symptom pre, dd")]
    .flatMap(block => block.textContent.split("\n\n").flatMap(text => block.matches("pre") ? text.split("\n") : text));
  const texts = new Map(entries.map(entry => [entry.id, blocks(entry).map(text => ` ${Errors.words(text)}`)]));

  function narrow() {
    const typed = Errors.words(box.value).split(" ").filter(Boolean), exact = Errors.match(box.value);
    const having = () => [...texts.keys()].filter(anchor =>
      texts.get(anchor).some(text => typed.every(word => text.includes(` ${word}`))));
    const found = exact.length ? exact : typed.length ? having() : [];
    for (const entry of entries) entry.hidden = found.length > 0 && !found.includes(entry.id);
    for (const text of about.slice(1)) text.hidden = found.length > 0;  // so that the entry stands below the box
    status.replaceChildren();
    if (!typed.length) return;
    if (!found.length) status.textContent = "No entry has this text. Of a traceback, paste the last line too; "
      + "an error that is not here may have nothing to do with async.";
    else if (found.length > 5) status.textContent = `${found.length} entries`;
    else status.append(...found.map(anchor =>
      Object.assign(document.createElement("a"), { href: `#${anchor}`, textContent: ERRORS[anchor].title })));
  }
  box.addEventListener("input", narrow);
  // A link to an entry that is not shown now shows all.
  addEventListener("hashchange", () => {
    if (document.getElementById(location.hash.slice(1))?.closest("[hidden]")) {
      box.value = "";
      narrow();
      document.getElementById(location.hash.slice(1)).scrollIntoView();
    }
  });
})();
