// node lighthouse.mjs BROWSER RUNS: runs Lighthouse for each [address, "mobile" or "desktop"] of RUNS, which is JSON; prints
// for each its scores of 100, its metrics, what each audit that costs points says, and what was transferred.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [, , chromePath, runs] = process.argv;
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"] });
const found = [];
try {
  for (const [address, form] of JSON.parse(runs)) {
    const flags = { port: chrome.port, disableFullPageScreenshot: true, logLevel: "error" };
    const { lhr } = await lighthouse(address, flags, form === "desktop" ? desktopConfig : undefined);
    const score = Object.fromEntries(Object.values(lhr.categories).map(c => [c.id, Math.round(100 * c.score)]));
    const lost = Object.values(lhr.categories).flatMap(c => c.auditRefs.filter(a => a.weight && (lhr.audits[a.id].score ?? 1) < 1).map(a => {
      const { title, details } = lhr.audits[a.id];
      return `${c.id}: ${title}: ${(details?.items ?? []).slice(0, 3).map(i => i.node?.snippet ?? i.source?.url ?? "").join(" ")}`;
    }));
    const weights = lhr.categories.performance.auditRefs.filter(a => a.weight);
    const metrics = Object.fromEntries(weights.map(a => [a.id, { value: lhr.audits[a.id].numericValue, score: lhr.audits[a.id].score, weight: a.weight }]));
    const bytes = lhr.audits["network-requests"].details.items.map(i => [i.url, i.resourceType, i.transferSize]);
    const blocking = (lhr.audits["render-blocking-resources"]?.details?.items ?? []).map(i => i.url);
    found.push({ address, form, score, lost, metrics, bytes, blocking, error: lhr.runtimeError?.message ?? "" });
  }
} finally {
  await chrome.kill();
}
console.log(JSON.stringify(found));
