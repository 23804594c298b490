// Which entry of Symptoms has the text of an error?  ERRORS stands above, made of symptoms.toml:
// {anchor: {title, patterns, says}}; in a pattern a * stands for the reader's own names.
const Errors = (() => {
  const words = text => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu)?.join(" ") ?? "";
  const patterns = Object.entries(ERRORS).flatMap(([anchor, entry]) => entry.patterns.map(text => {
    const whole = text.startsWith("=");  // an error without a message: nothing may follow, or anything where there is a *
    const middle = text.replace("=", "").replace(/ \*$/, " .*").replaceAll(" * ", "(?: \\S+){0,40}? ");
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

  // A type as a TypeError names it: "must be str, not coroutine"; of an argument of this name it does not speak.
  const isType = name => new RegExp(`(?<!argument )'${name}\\b|\\b(?:not|got|type) ${name}\\b|\\b${name} found`, "i");

  // Of the patterns that a line has, the one that begins first: what a message is about comes before what it quotes.
  function entry(line, plain) {
    const found = patterns.map(({ anchor, form }) => ({ anchor, at: plain.search(form) })).filter(({ at }) => at >= 0);
    if (found.length) return found.reduce((best, next) => next.at < best.at ? next : best).anchor;
    if (!plain.startsWith("typeerror ")) return undefined;
    return Object.keys(ERRORS).find(anchor => ERRORS[anchor].says.some(type => isType(type).test(line)));
  }

  // The anchors of entries, the likeliest first: an error before a warning or a log, the last line before the first.
  function match(text) {
    const found = messages(text).map((line, at) => {
      const plain = words(line), error = /^[\w.]*(Error|Exception|Group)\b/.test(line);
      return { at, error, anchor: entry(line, plain) };
    }).filter(({ anchor }) => anchor).sort((a, b) => b.error - a.error || b.at - a.at);
    return [...new Set(found.map(({ anchor }) => anchor))];
  }
  return { match, words };
})();

// On the page Symptoms: a box that shows the entry of what is pasted, or all that have what is typed.
(() => {
  const entries = [...document.querySelectorAll("section[id^=sym-]")];
  const about = document.querySelectorAll("#paste ~ p");  // what stands between the box and the first entry
  const box = document.getElementById("pasted"), status = document.getElementById("narrowed");
  if (!box) return;
  const blocks = entry => [entry.querySelector("h2"), ...entry.querySelectorAll("table.symptom pre, dd")]
    .flatMap(block => block.textContent.split("\n\n").flatMap(text => block.matches("pre") ? text.split("\n") : text));
  let texts;  // of all entries, from the first key on

  function narrow() {
    texts ??= new Map(entries.map(entry => [entry.id, blocks(entry).map(text => ` ${Errors.words(text)}`)]));
    const typed = Errors.words(box.value).split(" ").filter(Boolean), exact = Errors.match(box.value);
    const having = () => [...texts.keys()].filter(anchor =>
      texts.get(anchor).some(text => typed.every(word => text.includes(` ${word}`))));
    const found = exact.length ? exact : typed.length ? having() : [];
    for (const entry of entries) entry.hidden = found.length > 0 && !found.includes(entry.id);
    for (const text of about) text.hidden = found.length > 0;  // so that the entry stands below the box
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
