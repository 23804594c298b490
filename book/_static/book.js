// Code or a table that is wider than the page can be scrolled with the keyboard too.
addEventListener("load", () => document.querySelectorAll("pre, .table-wrapper").forEach(wide => {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}));
