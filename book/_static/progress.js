// Which chapters were read and which exercises solved: a small sign in the contents, and on the landing
// page a place to save, load and forget it.  It is all in the reader's own browser (store.js).
(() => {
  const CHAPTER = /^(\d\d)-/, KEY = /^(read|solved|edit)\/|^used$/, PLACE = "your-progress";
  const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  const keys = (kind, all = kept.all()) => Object.keys(all).filter(key => key.startsWith(`${kind}/`));

  function make(tag, props, ...inside) {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...inside);
    return element;
  }
  function sign(place, signs, text) {  // text is for a screen reader, and where a mouse rests
    place.querySelector(".progress-sign")?.remove();
    if (text) place.append(make("span", { className: "progress-sign", title: text },
      make("span", { ariaHidden: "true" }, ` ${signs}`), make("span", { className: "progress-text" }, ` (${text})`)));
  }
  function mark() {
    const all = kept.all(), every = keys("solved", all);
    for (const link of document.querySelectorAll(".sidebar-tree a, article .map a")) {
      const name = new URL(link.href).pathname.split("/").pop().replace(/\.html$/, ""), number = CHAPTER.exec(name)?.[1];
      if (!number) continue;
      const read = all[`read/${name}`], solved = every.filter(key => key.startsWith(`solved/${+number}.`));
      sign(link, (read ? "✓" : "") + "●".repeat(solved.length),
        [read && "read", solved.length && `${count(solved.length, "exercise")} solved`].filter(Boolean).join(", "));
    }
    for (const exercise of document.querySelectorAll(".live-exercise")) {
      sign(exercise.querySelector("summary"), "●", all[`solved/${exercise.dataset.number}`] && "solved");
    }
    tell();
  }

  // --- a chapter is read when one has come to its exercises, or to its end
  function watch() {
    const article = document.querySelector("article");
    const end = article.querySelector("section[id^=exercise], section[id$=exercises]") ?? article.lastElementChild;
    const look = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      look.disconnect();
      kept.set(`read/${kept.page}`, new Date().toISOString().slice(0, 10));
    }, { rootMargin: "1000000px 0px 0px 0px" });  // or beyond
    look.observe(end.querySelector(":scope > h2") ?? end);
  }

  // --- your progress, on the landing page
  const summary = make("p", {}), status = make("p", { role: "status" });
  const file = make("input", { type: "file", accept: ".json", hidden: true, onchange: load });
  const button = (name, onclick) => make("button", { type: "button", onclick }, name);
  const saveB = button("Save as a file", save), forgetB = button("Forget all of it", forget);
  let forgotten = null;

  function tell() {
    const [read, solved, edited] = ["read", "solved", "edit"].map(kind => keys(kind).length), any = read + solved + edited;
    summary.textContent = (any ? `${count(read, "chapter")} read, ${count(solved, "exercise")} solved, ${count(edited, "cell")} edited. `
      : "What you read, solve and edit is marked here and in the contents. ") + "It is kept in this browser alone; nothing is sent anywhere.";
    saveB.hidden = !any;
    forgetB.hidden = !any && !forgotten;
    forgetB.textContent = forgotten ? "Undo" : "Forget all of it";
  }
  function save() {
    const url = URL.createObjectURL(new Blob([JSON.stringify(kept.all(), null, 1)], { type: "application/json" }));
    make("a", { href: url, download: "async-python-progress.json" }).click();
    URL.revokeObjectURL(url);
  }
  function put(all) {
    for (const [key, value] of Object.entries(all)) kept.set(key, value);
  }
  async function load() {
    try {
      const all = JSON.parse(await file.files[0].text()), entries = Object.entries(all);
      if (Array.isArray(all) || !entries.every(([key, value]) => KEY.test(key) && typeof value === "string")) throw new Error();
      put(all);
      status.textContent = `${file.files[0].name} was added.`;
    } catch {
      status.textContent = `${file.files[0].name} is not a file that was saved here; nothing was changed.`;
    }
    file.value = "";
  }
  function forget() {
    const all = forgotten;
    forgotten = all ? null : kept.all();
    status.textContent = all ? "It is all back." : "All of it is forgotten.";
    if (all) put(all);
    else kept.forget();
    tell();
  }
  function place() {
    const box = make("section", { id: PLACE, className: "progress" }, make("h2", {}, "Your progress"), summary,
      make("p", { className: "progress-bar" }, saveB, button("Add a saved file", () => file.click()), forgetB, file), status);
    document.querySelector("article section").append(box);
    if (location.hash === `#${PLACE}`) box.scrollIntoView();
  }

  const tree = document.querySelector(".sidebar-tree"), home = document.querySelector(".sidebar-brand")?.getAttribute("href");
  if (home) tree?.append(make("p", { className: "progress-link" },
    make("a", { className: "reference", href: `${home === "#" ? "" : home}#${PLACE}` }, "Your progress")));
  if (kept.page === "index") place();
  if (CHAPTER.test(kept.page)) watch();
  addEventListener("kept", ({ detail: key }) => {
    if (kept.page === "index" || !key.startsWith("edit/")) mark();  // not at each key that is typed
  });
  mark();
})();
