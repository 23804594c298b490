// One Python for a page, in a worker.  SOURCES (runner.py and what it imports) stands above, put there by the build.
let loop, runner;
const tell = (...message) => postMessage(message);  // [a function of live.js, its arguments]

// --- what goes to the page: the first 50 lines of each 100 ms at once, a flood in batches, notes at once
let pending = null, lines = 0, since = 0, later = 0;
function flush() {
  clearTimeout(later);
  later = 0;
  if (pending) tell("receive", ...pending);
  pending = null;
}
function emit(kind, cell, run, text) {
  if (pending?.slice(0, 3).join() !== [kind, cell, run].join()) {
    flush();
    pending = [kind, cell, run, ""];
  }
  pending[3] += text;
  if (kind !== "out" && kind !== "err") flush();
  else if (/[\r\n]/.test(text)) show();
}
function show() {
  const now = performance.now();
  if (now - since > 100) [since, lines] = [now, 0];
  if (lines++ < 50) flush();
}

// --- waiting: a real block for time.sleep and asyncio.run, a timer for the page's own loop
const lock = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
let idle = 0, left = performance.now();
function block(seconds) {
  flush();
  const begin = performance.now(), end = begin + seconds * 1000;
  if (seconds > 0.2) tell("blocks", true);
  while (performance.now() < end) Atomics.wait(lock, 0, 0, end - performance.now());
  if (seconds > 0.2) tell("blocks", false);
  idle += performance.now() - begin;
}
function enter(work) {  // all Python runs in here; the time outside is idle
  idle += performance.now() - left;
  try {
    work();
  } finally {
    left = performance.now();
    if (pending) later ||= setTimeout(flush, 20);
  }
}
const channel = new MessageChannel();  // a timer of 0 ms would soon wait 4 ms
let timer, awake = false;
channel.port1.onmessage = tick;
function wake() {
  if (!awake) channel.port2.postMessage(awake = true);
}
function tick() {
  awake = false;
  clearTimeout(timer);
  enter(() => {
    const ms = loop.tick();
    if (ms > 0) timer = setTimeout(tick, ms);
    if (ms === 0) wake();
  });
}

// --- start
function local(address) {  // from file: base64, in a data: address; a fetch would take four times as long
  const text = atob(address.split(",")[1]), bytes = new Uint8Array(text.length);
  for (let n = 0; n < bytes.length; n++) bytes[n] = text.charCodeAt(n);
  return new Response(bytes);
}
async function get(use, url, size) {  // compressed by the build: not every server does it
  const response = url.startsWith("data:") ? local(url) : await fetch(url);
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  let arrived = 0;
  const counter = new TransformStream({
    transform(chunk, to) {
      arrived += chunk.length;
      tell("arrived", chunk.length);
      to.enqueue(chunk);
    } });
  const plain = response.body.pipeThrough(counter).pipeThrough(new DecompressionStream("gzip"));
  return use(new Response(plain, { headers: { "Content-Type": "application/wasm" } })).catch(error => {
    throw arrived === size ? error : new Error(`cut off after ${arrived} of ${size} bytes`);
  });
}
async function load(url, size) {
  const module = await import(url);
  tell("arrived", size);
  return module;
}
async function start(base, files, chapter) {
  const named = (name, how) => how(...files[name]).catch(e => { throw new Error(`${name}: ${e.message}`); });
  // fetched and compiled here, because loadPyodide only hangs when one of these fails
  const [{ loadPyodide }, { default: createPyodideModule }, module, library] = await Promise.all([
    named("pyodide.mjs", load), named("pyodide.asm.mjs", load),
    named("pyodide.asm.wasm.gzip", (...file) => get(WebAssembly.compileStreaming, ...file)),
    named("python_stdlib.zip.gzip", (...file) => get(library => library.arrayBuffer(), ...file))]);
  // Pyodide asks for both again; of the wasm only the module is used
  const real = [self.fetch, WebAssembly.instantiateStreaming];
  self.fetch = async () => new Response(library);
  WebAssembly.instantiateStreaming = async (_, imports) =>
    ({ module, instance: await WebAssembly.instantiate(module, imports) });
  const py = await loadPyodide({
    indexURL: base, createPyodideModule, lockFileContents: { info: { abi_version: "2026_0" }, packages: {} },
    async fsInit(FS, { sitePackages }) {
      for (const [name, text] of Object.entries(SOURCES)) {
        const path = `${sitePackages}/${name}`;
        FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
        FS.writeFile(path, text);
      }
    } });
  [self.fetch, WebAssembly.instantiateStreaming] = real;
  py.registerJsModule("page", { emit, show, block, wake, idle: () => idle / 1000 });
  loop = py.pyimport("pageloop").LOOP;
  runner = py.pyimport("runner");
  runner.import_from(chapter);
}

onmessage = ({ data: [what, ...args] }) => {
  if (what === "start") start(...args).then(() => tell("started"), e => tell("failed", e.message || String(e)));
  else enter(() => runner[what](...args));
  if (what === "stop") tell("alive", ...args);
};
