// Waits for the print view; returns its number of pages.  Backgrounds become those of the screen, and notes,
// which no slide shows, go.  Because of will-change, axe takes a fragment for hidden behind its slide.
async () => {
  for (let i = 0; i < 2000 && !document.querySelector(".pdf-page"); i++) await new Promise(requestAnimationFrame);
  document.head.append(Object.assign(document.createElement("style"), {textContent:
    `body, .pdf-page, .slide-background { background: var(--bg) !important }
     .fragment { will-change: auto !important }`}));
  document.querySelectorAll("aside.notes").forEach(e => e.remove());
  return document.querySelectorAll(".pdf-page").length;
}
