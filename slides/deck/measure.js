// Measures each slide, with all its fragments, in pixels of 1280 x 720.
() => Reveal.getSlides().map(one => {
  const {h, v} = Reveal.getIndices(one);
  Reveal.slide(h, v || 0);
  const slide = Reveal.getCurrentSlide(), scale = Reveal.getScale(), found = [];
  const frame = document.querySelector(".slides").getBoundingClientRect();
  const say = (rule, text) => found.push([rule, text]);
  const words = text => (text.match(/[\p{L}\p{N}_]+/gu) || []).length;
  const aside = slide.querySelector("aside.notes"), prose = slide.cloneNode(true);
  slide.querySelectorAll(".fragment").forEach(f => f.classList.add("visible"));
  for (const e of slide.querySelectorAll("*")) {
    if (e.closest("aside.notes, mjx-container") || !e.getClientRects().length) continue;
    const box = e.getBoundingClientRect(), at = side => (box[side] - frame[side == "right" ? "left" : side == "bottom" ? "top" : side]) / scale;
    const scrolls = e.closest(".scroll");
    if (!scrolls && (at("right") > 1282 || at("bottom") > 722 || at("left") < -2 || at("top") < -10))
      say("fits", `<${e.tagName.toLowerCase()}> reaches ${Math.round(at("right"))}, ${Math.round(at("bottom"))} of 1280, 720`);
    if (e.matches("pre, table, figure, .cell_output") && !scrolls &&
        (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      say("clipped", `<${e.tagName.toLowerCase()}> holds ${e.scrollWidth} x ${e.scrollHeight} in ${e.clientWidth} x ${e.clientHeight}`);
    const text = [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim());
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (text && size < 18) say("small", `${size} px: ${e.textContent.trim().slice(0, 30)}`);
  }
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const number = document.querySelector(".slide-number")?.getBoundingClientRect();
  for (const e of slide.querySelectorAll("pre, table, figure, img, p, li"))
    if (number && !e.closest("aside.notes") && e.getClientRects().length && meet(number, e.getBoundingClientRect()))
      say("covered", `the number of the slide lies over <${e.tagName.toLowerCase()}>`);
  for (const button of slide.querySelectorAll(".live-bar button")) {
    if (!button.getClientRects().length) continue;
    const walk = document.createTreeWalker(button.closest(".cell"), NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walk.nextNode()) {
      const text = walk.currentNode.data.trim();
      if (!text || walk.currentNode.parentElement.closest(".live-bar")) continue;
      range.selectNodeContents(walk.currentNode);
      if ([...range.getClientRects()].some(box => meet(button.getBoundingClientRect(), box)))
        say("covered", `${button.textContent.trim()} lies over: ${text.slice(-30)}`);
    }
  }
  prose.querySelectorAll("pre, aside, .book-link").forEach(e => e.remove());
  if (words(prose.textContent) > 60) say("words", `${words(prose.textContent)} words outside code`);
  for (const pre of slide.querySelectorAll("pre")) {
    if (pre.closest("aside.notes, .cell_output")) continue;
    const lines = pre.textContent.replace(/\n$/, "").split("\n"), width = Math.max(...lines.map(l => l.length));
    if (lines.length > 16) say("code", `${lines.length} lines of code`);
    if (width > 72) say("code", `${width} columns of code`);
  }
  const heading = slide.querySelector("h1, h2, h3");
  if (!heading || !heading.textContent.trim()) say("heading", "no heading");
  prose.querySelectorAll("h1, h2, h3").forEach(e => e.remove());
  if (!words(prose.textContent) && !slide.querySelector("pre, img, svg, video")) say("empty", "a heading alone");
  if (!aside || !words(aside.textContent)) say("notes", "no notes");
  else if (words(aside.innerText || aside.textContent) > 220) say("notes", `${words(aside.textContent)} words of notes`);
  for (const img of slide.querySelectorAll("img"))
    if (!img.alt.trim() || /\.\w{3,4}$/.test(img.alt) || !img.naturalWidth) say("alt", img.outerHTML.slice(0, 80));
  return [slide.id, +slide.dataset.line, found];
})
