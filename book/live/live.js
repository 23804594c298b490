// Run, Stop, Edit and Reset for the code cells of a page or a deck.  The build puts
// LIVE above: { query, sizes }.  Until the first Run or Edit nothing else is loaded.
(() => {
  const base = new URL(".", document.currentScript.src), local = location.protocol === "file:";
  const total = Object.values(LIVE.sizes).reduce((a, b) => a + b);
  const cells = self.liveCells = [], waiting = [];
  let worker = null, ready = null, current = null, runs = 0, hear = () => {};
  const make = (tag, props, ...inside) => { const e = Object.assign(document.createElement(tag), props); e.append(...inside); return e; };
  const WORDS = { waiting: "Waiting for another cell", loading: "Loading Python", running: "Running", ok: "Finished",
    left: "Finished; its tasks go on", wrong: "Not yet right", error: "Failed", stopped: "Stopped", fresh: "" };

  function script(name, global) {  // classic scripts work from file: too
    return self[global] ? Promise.resolve(self[global]) : new Promise((ok, no) => document.head.append(make("script", {
      src: base + name + LIVE.query, onload: () => ok(self[global]), onerror: () => no(new Error(`${name} cannot be loaded`)) })));
  }

  // --- Python, in a worker
  async function parts() {
    if (!local) return { url: base + "worker.mjs" + LIVE.query, start: { base: String(base), query: LIVE.query, sizes: LIVE.sizes } };
    // from file: a page may load neither files nor modules, but scripts, and modules from data: addresses
    const [data, code] = [await script("local.js", "LIVE_DATA"), await script("local-worker.js", "LIVE_WORKER")];
    const bytes = name => new Response(new Blob([Uint8Array.from(atob(data[name]), c => c.charCodeAt(0))]).stream()
      .pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    const module = async text => new Promise(async ok => {
      const reader = new FileReader();
      reader.onload = () => ok(reader.result);
      reader.readAsDataURL(new Blob([await text], { type: "text/javascript" }));
    });
    const files = {};
    for (const name in LIVE.sizes) files[name] = await (name.endsWith("mjs") ? module(bytes(name)) : bytes(name));
    return { url: await module(code), start: { local: files, sizes: LIVE.sizes } };
  }
  function boot(heard) {  // one worker for the page; heard(bytes, late) tells how far it is
    hear = heard;
    return ready ??= new Promise(async (ok, no) => {
      let bytes = 0, timer, mine = null;
      const late = () => { clearTimeout(timer); timer = setTimeout(() => hear(bytes, true), 1500); };
      const failed = message => {
        clearTimeout(timer);
        if (mine && mine === worker) { mine.terminate(); worker = null; }
        ready = null;
        no(new Error(message));
      };
      try {
        late();
        const { url, start } = await parts();
        const w = worker = mine = new Worker(url, { type: "module" });
        w.onerror = e => failed(e.message || "worker.mjs is missing or blocked");
        w.onmessage = ({ data }) => {
          if (w !== worker) return;
          if (data.bytes) { bytes += data.bytes; late(); hear(bytes, false); }
          else if (data.loaded) clearTimeout(timer);
          else if (data.failed) failed(data.failed);
          else if (data.ready) { clearTimeout(timer); ok(); }
          else if (data.stopping) alive(cells[data.stopping - 1]);
          else for (const item of data.emit || []) receive(...item);
        };
        w.postMessage({ start });
      } catch (e) { failed(e.message); }
    });
  }
  function restart() {  // throw Python away; the next Run finds a new one
    worker?.terminate();
    worker = ready = null;
    for (const c of cells) if (c.state === "left") c.show("stopped");
  }

  // --- running: one cell after the other, as in a notebook
  function run(c, check = false) {
    if (c.busy) return;
    c.check = check;
    clearTimeout(c.killer);
    c.out.replaceChildren();
    c.away = false;
    c.root.classList.add("live-ran");
    c.show("waiting");
    waiting.push(c);
    next();
  }
  async function next() {
    if (current || !waiting.length) return;
    const c = current = waiting.shift(), n = c.run = ++runs;
    c.show("loading");
    let files;
    try {
      await boot((bytes, late) => c.progress(bytes, late));
      if (c.check) files = await script("exercises.js", "LIVE_EXERCISES");
    } catch (e) {
      if (c.run !== n) return;
      write(c, "note", `Python could not be started. ${e.message}\n`);
      return done(c, "error");
    }
    if (c.run !== n) return;
    const others = c.number ? [] : cells.slice(0, c.id - 1);  // an exercise stands alone
    const above = others.filter(o => o.known !== worker), unrun = others.some(o => o.ran !== worker);
    for (const o of above) o.known = worker;
    c.known = c.ran = worker;
    c.show("running");
    worker.postMessage({ run: { cell: c.id, run: n, text: c.text(), original: c.number ? "" : c.source,
      above: above.map(o => [o.id, o.text()]), unrun, check: c.check && { number: c.number, files } } });
  }
  function done(c, state) {
    clearTimeout(c.killer);
    c.show(state);
    if (current === c) { current = null; next(); }
  }
  function write(c, kind, text) {  // a flood must not slow the page: few elements, one layout for each frame
    const last = c.out.lastChild;
    if (kind === "html") return c.out.append(make("div", { className: "live-out live-html", innerHTML: text }));
    if (last?.className === "live-" + kind) last.firstChild.appendData(text);
    else c.out.append(make("span", { className: "live-" + kind }, text));
    c.frame ||= requestAnimationFrame(() => { c.frame = 0; if (!c.away) c.out.scrollTop = c.out.scrollHeight; });
  }
  function receive(kind, id, n, text) {
    const c = cells[id - 1];
    if (!c || n !== c.run) return;
    if (kind === "done") { if (c.state !== "stopped") done(c, c.stopping ? "stopped" : text); } else write(c, kind, text);
  }
  function stop(c) {
    if (c.state === "waiting") { waiting.splice(waiting.indexOf(c), 1); return c.show("stopped"); }
    if (c.state === "loading") { restart(); c.run = 0; return done(c, "stopped"); }
    if (!c.busy && c.state !== "left") return;
    c.stopping = true;
    worker.postMessage({ stop: c.id });
    kill(c, 500);
  }
  function alive(c) { if (c.stopping && (c.busy || c.state === "left")) kill(c, 2000); }  // it may clean up
  function kill(c, ms) {
    clearTimeout(c.killer);
    c.killer = setTimeout(() => {
      restart();
      for (const o of new Set([c, current])) if (o) {
        write(o, "note", "Stopped. Python was restarted: what the cells computed is gone.\n");
        o.run = 0;
        done(o, "stopped");
      }
      boot(() => {}).catch(() => {});
    }, ms);
  }

  // --- a cell
  async function edit(c) {
    let CM;
    try { CM = await script("cm.js", "LiveCM"); } catch (e) { c.status.textContent = e.message; return; }
    if (c.view) return c.view.focus();
    c.view = new CM.EditorView({ doc: c.source, extensions: [
      CM.Prec.highest(CM.keymap.of([{ key: "Escape", run: () => (c.runB.focus(), true) }])),
      CM.history(), CM.drawSelection(), CM.indentUnit.of("    "), CM.bracketMatching(), CM.indentOnInput(), CM.python(),
      CM.syntaxHighlighting(CM.classHighlighter), CM.keymap.of([...CM.defaultKeymap, ...CM.historyKeymap, CM.indentWithTab]),
      CM.EditorView.editorAttributes.of({ class: "live-editor" }),
      CM.EditorView.contentAttributes.of({ "aria-label": `Code of cell ${c.id}. Escape leaves the editor.`, "data-prevent-swipe": "" })] });
    c.code.before(c.view.dom);
    c.root.classList.add("live-edited");
    c.view.focus();
  }
  function reset(c) {
    stop(c);
    c.view?.destroy();
    c.view = null;
    c.root.classList.remove("live-edited", "live-ran");
    c.out.replaceChildren();
    if (!c.busy) c.show("fresh");
  }
  function upgrade(root) {
    const input = root.querySelector(".cell_input"), pre = input?.querySelector("pre");
    if (!pre || root.matches(".tag_no-live") || /^\s*[!%]/.test(pre.textContent)) return;
    const id = cells.length + 1, code = pre.closest("div[class*=highlight-]") || pre;
    const c = { id, root, code, source: pre.textContent.replace(/\n+$/, ""), state: "fresh", busy: false, run: 0, number: root.dataset.number };
    root.hidden = false;
    c.text = () => c.view ? c.view.state.doc.toString() : c.source;
    const button = (name, work) => make("button", { type: "button", onclick: () => work(c), ariaLabel: `${name} cell ${id}` }, name);
    c.status = make("span", { className: "live-status", role: "status" });
    c.bar = make("progress", { max: total, hidden: true, ariaLabel: "Loading Python" });
    c.bytes = make("span", { className: "live-bytes", ariaHidden: "true" });
    const tools = make("div", { className: "live-bar", role: "group", ariaLabel: `Cell ${id}` },
      ...c.number ? [c.checkB = button("Check", () => run(c, true))] : [], c.runB = button("Run", () => run(c)), c.stopB = button("Stop", stop), c.editB = button("Edit", edit), button("Reset", reset), c.status, c.bar, c.bytes);
    c.out = make("pre", { className: "live-output", tabIndex: 0, role: "log", ariaLabel: `Output of cell ${id}` });
    c.show = state => {
      c.state = root.dataset.live = state;
      c.busy = ["waiting", "loading", "running"].includes(state);
      if (!c.busy || state === "waiting") c.stopping = false;
      c.runB.ariaDisabled = c.busy;
      c.stopB.ariaDisabled = !c.busy && state !== "left";
      c.status.textContent = WORDS[state];
      c.bar.hidden = state !== "loading";
      c.bytes.textContent = "";
    };
    c.progress = (bytes, late) => {
      c.bar.value = bytes;
      c.bytes.textContent = `${(bytes / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
      c.status.textContent = late ? "Loading Python: nothing arrives. Is the network or the site down? Still trying" : WORDS.loading;
    };
    c.show("fresh");
    c.out.addEventListener("scroll", () => { c.away = c.out.scrollHeight - c.out.scrollTop - c.out.clientHeight > 30; });
    input.after(tools, c.out);
    root.addEventListener("keydown", e => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey || e.shiftKey)) { e.preventDefault(); e.stopPropagation(); run(c); }
    }, true);
    root.addEventListener("keydown", e => {  // what is typed here must never move the deck
      if (self.Reveal && /^Page(Up|Down)$/.test(e.key)) { e.preventDefault(); Reveal[e.key === "PageUp" ? "prev" : "next"](); }
      if (c.view?.dom.contains(e.target) || (tools.contains(e.target) && / |Enter|Tab/.test(e.key))) e.stopPropagation();
    });
    cells.push(c);
  }
  for (const kind of ["div.cell", ".live-exercise"]) document.querySelectorAll(kind).forEach(upgrade);
})();
