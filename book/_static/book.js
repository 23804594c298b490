// Code or a table that is wider than the page can be scrolled with the keyboard too.  All are measured before one is changed.
addEventListener("load", () => [...document.querySelectorAll("pre, .table-wrapper")].filter(wide => wide.scrollWidth > wide.clientWidth)
  .forEach(wide => { wide.tabIndex = 0; }));
// Furo's two columns beside the text get names: a screen reader lists them.
document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "The book");
document.querySelector(".toc-drawer")?.setAttribute("aria-label", "This page");
