// Code that is wider than the page can be scrolled with the keyboard too.
addEventListener("load", () => document.querySelectorAll("pre").forEach(pre => {
  if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0;
}));
