// Run, Stop, Edit and Reset for the code cells of a page or a deck, Check for exercises.  The build puts
// LIVE above, { query, sizes, chapters }, and terminal.js; store.js was loaded before.  Until somebody reaches for Run, or edits,
// or comes to a cell where one was run or edited before, nothing else is loaded.
(() => {
  const base = new URL(".", document.currentScript.src).href, fromDisk = location.protocol === "file:";
  const total = Object.values(LIVE.sizes).reduce((a, b) => a + b);
  const cells = self.liveCells = [], waiting = [];
  let worker = null, ready = false, bytes = 0, blocked = false, current = null, runs = 0, begun = false, silence;
  const WORDS = {
    fresh: "", waiting: "Waiting for another cell", loading: "Loading Python", running: "Running",
    silent: "Loading Python: nothing arrives. Is the network or the site down? Still trying",
    left: "Finished; its tasks go on", wrong: "Not yet right", error: "Failed", stopped: "Stopped",
    unable: "A page cannot run it; Check can judge it" };

  function make(tag, props, ...inside) {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...inside);
    return element;
  }
  function script(name, global) {  // classic scripts work from file: too
    return new Promise((ok, no) => {
      const element = make("script", { src: base + name + LIVE.query, onload: () => ok(self[global]) });
      element.onerror = () => no(new Error(`${name} cannot be loaded`));
      if (self[global]) ok(self[global]);
      else document.head.append(element);
    });
  }

  // --- Python, in a worker: one for the page, from the first Run on
  async function start() {
    begun = true;
    try {  // from file: a page may load neither files nor modules, but scripts, and modules from data: addresses
      const local = fromDisk && await script("local.js", "LIVE_LOCAL");
      if (worker) return;
      const address = name => local ? local[name] : base + name + LIVE.query;
      const files = Object.fromEntries(Object.entries(LIVE.sizes).map(([name, size]) => [name, [address(name), size]]));
      const page = location.pathname.replace(/.*\/|\.html$/g, "");  // a page that is no chapter may have cells of each
      const own = LIVE.chapters.includes(page) ? [page] : LIVE.chapters;
      const code = Object.fromEntries(own.map(name => [`${name}.json`, address(`${name}.json`)]));
      worker = new Worker(address("worker.mjs"), { type: "module" });
      worker.onerror = event => failed(event.message || "worker.mjs is missing or blocked");
      worker.onmessage = ({ data: [what, ...args] }) => heard[what](...args);
      worker.postMessage(["start", base, files, code, page]);
      arrived(0);
    } catch (error) {
      failed(error.message);
    }
  }
  function failed(why) {
    end("error", `Python ${ready ? "broke down" : "could not be started"}. ${why}\n`);
  }
  function arrived(more) {
    bytes += more;
    current?.progress("loading");
    clearTimeout(silence);
    if (bytes < total) silence = setTimeout(() => current?.progress("silent"), 1500);
  }
  const heard = {
    failed, arrived, receive,
    blocks(now) {  // in time.sleep, and such
      blocked = now;
    },
    started() {
      ready = true;
      if (current) send();
    },
    alive(id) {  // it was told to stop, and may clean up
      if (cells[id - 1].stopping) kill(cells[id - 1], 2000);
    },
  };
  function end(state, note, cell, its) {  // throw Python away; the next Run finds a new one
    worker?.terminate();
    [worker, ready, bytes, blocked] = [null, false, 0, false];
    clearTimeout(silence);
    const lost = cells.filter(c => ["loading", "running", "left"].includes(c.state));
    for (const c of lost) finish(c, c === cell ? its : state, note);
  }

  // --- running: one cell after the other, as in a notebook
  function run(c, check = false) {
    if (c.busy) return;
    clearTimeout(c.killer);
    Object.assign(c, { check, run: 0 });
    c.clear();
    c.fit();
    c.root.classList.add("live-ran");
    c.show("waiting");
    waiting.push(c);
    next();
  }
  function next() {
    if (current || !waiting.length) return;
    current = waiting.shift();
    current.show("loading");
    if (ready) send();
    else if (worker) arrived(0);  // it comes already
    else start();
  }
  function warm() {  // once: not again for who has stopped it, or where it has failed
    if (!begun) start();
  }
  function send() {
    const c = current, above = cells.slice(0, c.id - 1).map(o => [o.id, o.text]);
    c.run = ++runs;
    c.show("running");
    worker.postMessage(c.check ? ["check_cell", c.id, c.run, c.number, c.text]
      : c.number ? ["run_cell", c.id, c.run, c.text, ""]  // it stands alone
        : ["run_cell", c.id, c.run, c.text, c.source, above]);
  }
  function receive(kind, cell, run, text) {
    const c = cells[cell - 1];
    if (run !== c.run) return;
    if (kind === "limit") {  // of a check, and what to say then
      const [seconds, ...verdicts] = JSON.parse(text);
      c.verdicts = verdicts;
      kill(c, seconds * 1000, "wrong");
    } else if (kind === "late") c.verdicts = JSON.parse(text);
    else if (kind !== "done") c.write(kind, text);
    else if (c.state !== "stopped" && !(c.stopping && text === "left")) finish(c, c.stopping ? "stopped" : text);
  }
  function finish(c, state, note) {
    clearTimeout(c.killer);
    if (note) c.write("note", note);
    c.show(state);
    if (state === "ok" && c.check) kept.set(`solved/${c.number}`, today());
    used();
    if (c !== current) return;
    current = null;
    next();
  }
  function stop(c) {
    if (c.state === "waiting") {
      waiting.splice(waiting.indexOf(c), 1);
      c.show("stopped");
    } else if (c.state === "loading") {
      end("stopped");
    } else if (c.state === "running" || c.state === "left") {
      c.stopping = true;
      worker.postMessage(["stop", c.id]);
      kill(c, 500);
    }
  }
  function kill(c, ms, state = "stopped") {
    clearTimeout(c.killer);
    c.killer = setTimeout(() => {
      if (state === "wrong") c.write("html", c.verdicts[Number(blocked)]);
      end("stopped", "Stopped. Python was restarted: what the cells computed is gone.\n", c, state);
      start();
    }, ms);
  }

  // --- what the reader's browser keeps (store.js)
  const today = () => new Date().toISOString().slice(0, 10);
  const hash = text => [...text].reduce((h, c) => Math.imul(h ^ c.codePointAt(0), 16777619), 5381) >>> 0;
  function keyOf(source) {  // of the book's text: where that changes, an old edit does not come back
    const same = cells.filter(c => c.source === source).length;
    return `edit/${kept.page}/${hash(source).toString(36)}${same ? `.${same}` : ""}`;
  }
  function used() {
    kept.get("used") ?? kept.set("used", today());
    document.querySelector(".live-intro")?.remove();
  }
  function old() {  // edits of a text that the book has no more
    const keys = Object.keys(kept.all()).filter(key => key.startsWith(`edit/${kept.page}/`) && !cells.some(c => c.key === key));
    if (!keys.length || !cells.length) return;
    const note = make("p", { className: "live-old" }, "The book has changed cells that you had edited here. "
      + "Your versions are in the file that “Your progress” saves. ");
    note.append(make("button", { onclick: () => { keys.map(kept.remove); note.remove(); } }, "Forget them"));
    cells[0].root.before(note);
  }

  // --- a cell
  class Cell {
    constructor(root, input, pre) {
      const { number } = root.dataset, source = pre.textContent.replace(/\n+$/, ""), id = cells.length + 1;
      const button = (name, onclick) => make("button", { onclick, ariaLabel: `${name} cell ${id}` }, name);
      Object.assign(this, {
        root, id, number, source, key: keyOf(source), undo: null, code: pre.closest("div[class*=highlight-]"),
        checkB: number && button("Check", () => run(this, true)),
        runB: button("Run", () => run(this)),
        stopB: button("Stop", () => stop(this)),
        editB: button("Edit", () => this.edit()),
        resetB: button("Reset", () => this.undo === null ? this.reset() : this.edit(this.undo)),
        status: make("span", { role: "status" }),
        bar: make("progress", { max: total, ariaLabel: "Loading Python" }),
        bytes: make("span", { className: "live-bytes", ariaHidden: "true" }),
        out: make("pre", { className: "live-output", role: "log", ariaLabel: `Output of cell ${id}` }) });
      cells.push(this);
      this.terminal = new Terminal(this.out);
      this.tools = make("div", { className: "live-bar", role: "group", ariaLabel: `Cell ${id}` },
        this.checkB ?? "", this.runB, this.stopB, this.editB, this.resetB, this.status, this.bar, this.bytes,
        make("span", { className: "live-name", ariaHidden: "true" }, `cell ${id}`));
      root.addEventListener("keydown", event => this.command(event), true);
      root.addEventListener("keydown", event => this.keep(event));
      // Python starts when somebody reaches for Run; for who has run a cell here before, and so has its 10 MB, when they come to one
      const known = () => kept.get("used") && warm();
      for (const button of [this.runB, this.checkB]) button?.addEventListener("pointerenter", warm);  // a finger's too: it comes down
      root.addEventListener("pointerenter", known);
      root.addEventListener("focusin", known);
      root.hidden = false;
      input.after(this.tools, this.out);
      if (root.closest(".reveal")) input.tabIndex = 0;  // it may scroll
      this.show("fresh");
      this.restore();
    }
    get text() {
      return this.view ? this.view.state.doc.toString() : this.source;
    }
    show(state) {
      this.state = this.root.dataset.live = state;
      this.busy = ["waiting", "loading", "running"].includes(state);
      this.stopping = false;
      this.runB.ariaDisabled = this.busy;
      this.offer();
      const silent = this.out.firstChild ? "" : " without output";  // one line instead of an empty box
      this.status.textContent = state !== "ok" ? WORDS[state] : this.check ? "Right"
        : this.number ? `Ran${silent}; Check says whether it is right` : `Finished${silent}`;
      this.bar.hidden = state !== "loading";
      this.bytes.textContent = "";
    }
    offer() {  // Stop while something runs, Reset after an edit
      const focused = document.activeElement;
      this.stopB.hidden = !this.busy && this.state !== "left";
      this.resetB.hidden = this.undo === null && this.text === this.source;
      const name = this.undo === null ? "Reset" : "Undo reset";
      Object.assign(this.resetB, { textContent: name, ariaLabel: `${name} cell ${this.id}` });
      if (focused?.hidden && this.tools.contains(focused)) this.runB.focus();
    }
    progress(state) {
      const [now, all] = [bytes, total].map(n => (n / 1e6).toFixed(1));
      this.status.textContent = WORDS[state];
      this.bar.value = bytes;
      this.bytes.textContent = `${now} of ${all} MB`;
    }
    fit() {  // on a slide code and output share the room that there is
      const section = this.root.closest(".reveal section"), box = element => element.getBoundingClientRect();
      if (!section) return;
      const below = Math.max(...[...section.children].map(e => box(e).bottom)) - box(this.root).bottom;
      const room = box(section.closest(".slides")).bottom - box(this.root).top - below;
      this.root.style.setProperty("--room", `${room / Reveal.getScale()}px`);
    }
    clear() {
      this.terminal.clear();
      this.out.removeAttribute("tabindex");
    }
    write(kind, text) {  // a flood must not slow the page: few elements, one layout for each frame
      const { out } = this;
      if (!this.frame && out.scrollHeight - out.scrollTop - out.clientHeight < 30) {  // unless one has scrolled up
        this.frame = requestAnimationFrame(() => {
          this.frame = 0;
          out.scrollTop = out.scrollHeight;
        });
      }
      out.tabIndex = 0;  // it may scroll
      if (kind === "html") out.append(make("div", { className: "live-out live-html", innerHTML: text }));
      else this.terminal.write(`live-${kind}`, text);
    }
    edit(text = this.text, focus = true) {
      return script("cm.js", "LiveCM").then(({ open }) => {
        this.view ??= open(text, `Code of cell ${this.id}. Escape leaves the editor.`, text => this.changed(text));
        this.editor ??= make("div", { className: "highlight live-editor" }, make("pre", {}, this.view.dom));
        this.code.after(this.editor);
        this.root.classList.add("live-edited");
        if (this.text !== text) this.view.dispatch({ changes: { from: 0, to: this.text.length, insert: text } });
        if (this.text !== this.source) this.changed(this.text);
        if (focus) this.view.focus();
      }).catch(error => { this.status.textContent = error.message; });
    }
    changed(text) {
      this.undo = null;
      if (text === this.source) kept.remove(this.key);
      else kept.set(this.key, JSON.stringify({ text }));
      this.offer();
    }
    reset() {  // the text is kept: it can be undone, after a reload too
      stop(this);
      if (this.text !== this.source) {
        this.undo = this.text;
        kept.set(this.key, JSON.stringify({ text: this.text, reset: true }));
      }
      this.view?.destroy();
      this.editor?.remove();
      this.view = this.editor = null;
      this.root.classList.remove("live-edited", "live-ran");
      this.clear();
      if (!this.stopping) this.show("fresh");
    }
    restore() {  // what the reader had written
      let text, reset;
      try {
        ({ text, reset } = JSON.parse(kept.get(this.key)));
      } catch {
        return;  // nothing, or nothing of ours
      }
      if (reset) {
        this.undo = text;
        this.offer();
      } else {
        if (this.number) this.root.open = true;
        this.edit(text, false);
      }
    }
    command(event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(this, !!this.number);
      else if (event.key === "Enter" && event.shiftKey) run(this);
      else if (event.key === "Escape" && this.editor?.contains(event.target)) this.runB.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    keep(event) {  // what is typed here must never move the deck
      if (self.Reveal && /^Page(Up|Down)$/.test(event.key)) {
        event.preventDefault();
        Reveal[event.key === "PageUp" ? "prev" : "next"]();
      }
      const pressed = this.tools.contains(event.target) && / |Enter|Tab/.test(event.key);
      if (pressed || this.editor?.contains(event.target)) event.stopPropagation();
    }
  }
  for (const root of [...document.querySelectorAll("div.cell"), ...document.querySelectorAll(".live-exercise")]) {
    const input = root.querySelector(".cell_input"), pre = input?.querySelector("pre");
    if (pre && !root.matches(".tag_no-live")) new Cell(root, input, pre);
  }
  for (const why of document.querySelectorAll(".live-why")) why.hidden = false;
  if (kept.get("used") || !cells.length) document.querySelector(".live-intro")?.remove();
  old();
})();
