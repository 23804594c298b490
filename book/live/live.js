// Run, Stop, Edit and Reset for the code cells of a page or a deck.  The build puts
// LIVE above: { query, sizes }.  Until the first Run or Edit nothing else is loaded.
(() => {
  const base = new URL(".", document.currentScript.src).href, fromDisk = location.protocol === "file:";
  const total = Object.values(LIVE.sizes).reduce((a, b) => a + b);
  const cells = self.liveCells = [], waiting = [];
  let worker = null, ready = false, bytes = 0, current = null, runs = 0, silence;
  const WORDS = {
    fresh: "", waiting: "Waiting for another cell", loading: "Loading Python", running: "Running",
    silent: "Loading Python: nothing arrives. Is the network or the site down? Still trying",
    ok: "Finished", left: "Finished; its tasks go on", wrong: "Not yet right", error: "Failed", stopped: "Stopped" };

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
    try {  // from file: a page may load neither files nor modules, but scripts, and modules from data: addresses
      const local = fromDisk && await script("local.js", "LIVE_LOCAL");
      if (worker) return;
      const address = name => local ? local[name] : base + name + LIVE.query;
      const files = Object.fromEntries(Object.entries(LIVE.sizes).map(([name, size]) => [name, [address(name), size]]));
      worker = new Worker(address("worker.mjs"), { type: "module" });
      worker.onerror = event => failed(event.message || "worker.mjs is missing or blocked");
      worker.onmessage = ({ data: [what, ...args] }) => heard[what](...args);
      worker.postMessage(["start", base, files]);
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
    started() {
      ready = true;
      if (current) send();
    },
    alive(id) {  // it was told to stop, and may clean up
      if (cells[id - 1].stopping) kill(cells[id - 1], 2000);
    },
  };
  function end(state, note) {  // throw Python away; the next Run finds a new one
    worker?.terminate();
    [worker, ready, bytes] = [null, false, 0];
    clearTimeout(silence);
    const lost = cells.filter(c => ["loading", "running", "left"].includes(c.state));
    for (const c of lost) finish(c, state, note);
  }

  // --- running: one cell after the other, as in a notebook
  function run(c, check = false) {
    if (c.busy) return;
    clearTimeout(c.killer);
    Object.assign(c, { check, run: 0 });
    c.out.replaceChildren();
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
    else start();
  }
  function send() {
    const c = current, above = c.number ? [] : cells.slice(0, c.id - 1);  // an exercise stands alone
    c.run = ++runs;
    c.show("running");
    worker.postMessage(c.check ? ["check_cell", c.id, c.run, c.number, c.text]
      : ["run_cell", c.id, c.run, c.text, c.number ? "" : c.source, above.map(o => [o.id, o.text])]);
  }
  function receive(kind, cell, run, text) {
    const c = cells[cell - 1];
    if (run !== c.run) return;
    if (kind !== "done") c.write(kind, text);
    else if (c.state !== "stopped" && !(c.stopping && text === "left")) finish(c, c.stopping ? "stopped" : text);
  }
  function finish(c, state, note) {
    clearTimeout(c.killer);
    if (note) c.write("note", note);
    c.show(state);
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
  function kill(c, ms) {
    clearTimeout(c.killer);
    c.killer = setTimeout(() => {
      end("stopped", "Stopped. Python was restarted: what the cells computed is gone.\n");
      start();
    }, ms);
  }

  // --- a cell
  class Cell {
    constructor(root, input, pre) {
      const id = cells.push(this), number = root.dataset.number;
      const button = (name, onclick) => make("button", { onclick, ariaLabel: `${name} cell ${id}` }, name);
      Object.assign(this, {
        root, id, number, source: pre.textContent.replace(/\n+$/, ""), code: pre.closest("div[class*=highlight-]"),
        checkB: number && button("Check", () => run(this, true)),
        runB: button("Run", () => run(this)),
        stopB: button("Stop", () => stop(this)),
        editB: button("Edit", () => this.edit()),
        status: make("span", { role: "status" }),
        bar: make("progress", { max: total, ariaLabel: "Loading Python" }),
        bytes: make("span", { className: "live-bytes", ariaHidden: "true" }),
        out: make("pre", { className: "live-output", tabIndex: 0, role: "log", ariaLabel: `Output of cell ${id}` }) });
      this.tools = make("div", { className: "live-bar", role: "group", ariaLabel: `Cell ${id}` },
        this.checkB ?? "", this.runB, this.stopB, this.editB, button("Reset", () => this.reset()),
        this.status, this.bar, this.bytes);
      root.addEventListener("keydown", event => this.command(event), true);
      root.addEventListener("keydown", event => this.keep(event));
      root.hidden = false;
      input.after(this.tools, this.out);
      if (root.closest(".reveal")) input.tabIndex = 0;  // it may scroll
      this.show("fresh");
    }
    get text() {
      return this.view ? this.view.state.doc.toString() : this.source;
    }
    show(state) {
      this.state = this.root.dataset.live = state;
      this.busy = ["waiting", "loading", "running"].includes(state);
      this.stopping = false;
      this.runB.ariaDisabled = this.busy;
      this.stopB.ariaDisabled = !this.busy && state !== "left";
      this.status.textContent = WORDS[state];
      this.bar.hidden = state !== "loading";
      this.bytes.textContent = "";
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
    write(kind, text) {  // a flood must not slow the page: few elements, one layout for each frame
      const { out } = this, className = `live-${kind}`, last = out.lastChild;
      if (!this.frame && out.scrollHeight - out.scrollTop - out.clientHeight < 30) {  // unless one has scrolled up
        this.frame = requestAnimationFrame(() => {
          this.frame = 0;
          out.scrollTop = out.scrollHeight;
        });
      }
      if (kind === "html") out.append(make("div", { className: "live-out live-html", innerHTML: text }));
      else if (last?.className === className) last.firstChild.appendData(text);
      else out.append(make("span", { className }, text));
    }
    edit() {
      script("cm.js", "LiveCM").then(({ open }) => {
        this.view ??= open(this.source, `Code of cell ${this.id}. Escape leaves the editor.`);
        this.editor ??= make("div", { className: "highlight live-editor" }, make("pre", {}, this.view.dom));
        this.code.after(this.editor);
        this.root.classList.add("live-edited");
        this.view.focus();
      }).catch(error => { this.status.textContent = error.message; });
    }
    reset() {
      stop(this);
      this.view?.destroy();
      this.editor?.remove();
      this.view = this.editor = null;
      this.root.classList.remove("live-edited", "live-ran");
      this.out.replaceChildren();
      if (!this.stopping) this.show("fresh");
    }
    command(event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) run(this);
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
    if (pre && !root.matches(".tag_no-live") && !/^\s*[!%]/.test(pre.textContent)) new Cell(root, input, pre);
  }
})();
