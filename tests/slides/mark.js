// Marks one text of each kind, for axe to measure its contrast: the same colour, large or not, on the same
// backgrounds, in what is placed by the same classes.  A chapter has 3000 texts of 50 kinds, and contrast
// is the most of axe's work.  Returns the number of kinds, and the page's background.
() => {
  document.getAnimations().filter(a => a instanceof CSSTransition).forEach(a => a.finish());  // to this theme
  const behind = new Map(), kinds = new Set();
  const ground = e => {
    if (e && !behind.has(e)) {
      const {backgroundColor, backgroundImage, opacity, position, float} = getComputedStyle(e);
      const paint = `${backgroundColor} ${backgroundImage} ${opacity}`.replace("rgba(0, 0, 0, 0) none 1", "");
      const flows = /static|relative/.test(position) && float == "none" || e.matches("section");  // slides are alike
      behind.set(e, ground(e.parentElement) + paint + (flows ? "" : e.tagName + e.classList));
    }
    return e ? behind.get(e) : "";
  };
  for (const e of document.body.querySelectorAll("*")) {
    const text = e.matches("input, select, textarea") || [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim());
    if (!text || e.closest("svg") || !e.checkVisibility()) continue;  // axe knows no colours of SVG
    const {color, fontSize, fontWeight, textShadow, visibility} = getComputedStyle(e);
    const large = Math.ceil(parseFloat(fontSize) * 72) / 96 >= (fontWeight < 700 ? 18 : 14);  // as axe reckons
    const kind = [ground(e), color, large, textShadow, visibility].join();
    if (!kinds.has(kind)) e.dataset.kind = "";
    kinds.add(kind);
  }
  return [kinds.size, getComputedStyle(document.body).backgroundColor];
}
