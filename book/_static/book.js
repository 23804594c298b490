// Code that is wider than the page can be scrolled with the keyboard too.  All are measured before one is changed.
addEventListener("load", () => [...document.querySelectorAll("pre")].filter(pre => pre.scrollWidth > pre.clientWidth)
  .forEach(pre => { pre.tabIndex = 0; }));
