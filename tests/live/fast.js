// Put before worker.mjs under /x/fast/: while a cell runs, a wait makes the clock leap instead, so nothing
// depends on how busy the machine is.  Waits up to 20 ms are real (the worker's own timer for output is one).
{
  const now = performance.now.bind(performance), date = Date.now;
  const real = self.setTimeout, post = self.postMessage.bind(self);
  let leapt = 0, busy = 0;  // the run that goes on
  performance.now = () => now() + leapt;
  Date.now = () => date() + leapt;
  Atomics.wait = (_array, _index, _value, ms) => { leapt += ms; return "timed-out"; };
  self.setTimeout = (work, ms = 0) => {
    const at = performance.now() + ms;
    return real(() => { if (busy) leapt += Math.max(0, at - performance.now()); work(); }, ms > 20 && busy ? 0 : ms);
  };
  self.addEventListener("message", ({ data: [what, _cell, run] }) => { if (/_cell$/.test(what)) busy = run; });
  self.postMessage = message => {
    const [what, kind, _cell, run] = message;
    if (what === "receive" && kind === "done" && run === busy) busy = 0;
    post(message);
  };
}
