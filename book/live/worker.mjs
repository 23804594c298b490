// One Python for a page, in a worker.  SOURCES (runner.py, pageloop.py) stands above, put there by the build.
let python, py, run_cell, check_cell, define, stop, timer = null, timerAt = 0, lock;

// --- what goes to the page: the first 50 lines of each 100 ms at once, a flood in batches
let queue = [], sent = 0, slot = 0, later = 0;
const flush = () => { clearTimeout(later); later = 0; if (queue.length) postMessage({ emit: queue }); queue = []; };
function emit(kind, cell, run, text) {
  const last = queue.at(-1), now = performance.now();
  if (last && last[0] === kind && last[1] === cell && last[2] === run && kind !== "done") last[3] += text;
  else queue.push([kind, cell, run, text]);
  if (now - slot > 100) { slot = now; sent = 0; }
  if (kind === "done" || (text.endsWith("\n") && sent++ < 50)) flush();
}

// --- waiting: a real block for time.sleep and asyncio.run, timers for the page's own loop
let idle = 0, since = performance.now();
try { lock = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer); } catch { /* busy wait */ }
function block(seconds) {
  flush();
  const begin = performance.now(), end = begin + seconds * 1000;
  for (let left; (left = end - performance.now()) > 0;) if (lock) Atomics.wait(lock, 0, 0, left);
  idle += performance.now() - begin;
}
function enter(work) {  // all Python runs in here; the time outside is idle
  idle += performance.now() - since;
  try { return work(); } finally { since = performance.now(); if (queue.length) later ||= setTimeout(flush, 20); }
}
const channel = new MessageChannel();
channel.port1.onmessage = () => tick();
function wake(ms) {
  const at = performance.now() + ms;
  if (timer !== null) { if (timerAt <= at) return; clearTimeout(timer); }
  timerAt = at;
  if (ms < 1) { timer = 0; channel.port2.postMessage(0); } else timer = setTimeout(tick, ms);
}
function tick() {
  timer = null;
  const ms = enter(() => python.tick());
  if (ms >= 0) wake(ms);
}

// --- start: fetched and compiled here, because loadPyodide only hangs when one of these fails
const trouble = {};
function counted(response, name, size) {
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  let bytes = 0;
  return new Response(response.body.pipeThrough(new TransformStream({
    transform(chunk, to) { bytes += chunk.length; postMessage({ bytes: chunk.length }); to.enqueue(chunk); },
    flush(to) { if (bytes !== size) to.error(new Error(trouble[name] = `cut off after ${bytes} of ${size} bytes`)); },
  })), { headers: { "Content-Type": name.endsWith("wasm") ? "application/wasm" : "application/zip" } });
}
const named = (name, promise) => promise.catch(e => { throw new Error(`${name}: ${trouble[name] || e.message}`); });
function put(files) {
  for (const [name, text] of Object.entries(files)) py.FS.writeFile(`/lib/python3.14/site-packages/${name}`, text);
  py.pyimport("importlib").invalidate_caches();
}
async function start({ base, query, sizes, local }) {
  const get = async name => local ? new Response(local[name], { headers: { "Content-Type": "application/wasm" } })
    : counted(await fetch(base + name + query), name, sizes[name]);
  const load = name => named(name, import(local ? local[name] : base + name + query)
    .then(module => { postMessage({ bytes: sizes[name] }); return module; }));
  const [{ loadPyodide }, { default: createPyodideModule }, wasm, library] = await Promise.all([
    load("pyodide.mjs"), load("pyodide.asm.mjs"),
    named("pyodide.asm.wasm", WebAssembly.compileStreaming(get("pyodide.asm.wasm"))),
    named("python_stdlib.zip", get("python_stdlib.zip").then(r => r.arrayBuffer()))]);
  postMessage({ loaded: true });
  const real = [self.fetch, WebAssembly.instantiateStreaming];
  self.fetch = async url => new Response(String(url.url || url).includes(".wasm") ? null : library);
  WebAssembly.instantiateStreaming = async (_, imports) => ({ module: wasm, instance: await WebAssembly.instantiate(wasm, imports) });
  const here = local ? "file:///" : base;
  py = await loadPyodide({ indexURL: here, stdLibURL: here + "python_stdlib.zip", createPyodideModule, env: { HOME: "/home/pyodide" },
    lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version: "314.0.7" }, packages: {} } });
  [self.fetch, WebAssembly.instantiateStreaming] = real;
  py.registerJsModule("page", { emit, block, wake, idle: () => idle / 1000 });
  put(SOURCES);
  python = py.pyimport("pageloop").LOOP;
  ({ run_cell, check_cell, define, stop } = py.pyimport("runner"));
}

onmessage = async ({ data }) => {
  if (data.start) {
    try { await start(data.start); postMessage({ ready: true }); } catch (e) { postMessage({ failed: String(e.message || e) }); }
  } else if (data.run) {
    const { cell, run, text, original, above, unrun, check } = data.run;
    if (check) put(check.files);
    if (check) enter(() => check_cell(cell, run, check.number, text));
    else enter(() => { for (const [id, source] of above) define(id, source); run_cell(cell, run, text, original, unrun); });
  } else if (data.stop) {
    enter(() => stop(data.stop));
    postMessage({ stopping: data.stop });
  }
};
