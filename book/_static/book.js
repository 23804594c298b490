// Code or a table that is wider than its place can be scrolled with the keyboard too.  It is measured when the browser has laid it
// out: to ask for it before would cost a layout for each, also of what is folded.  All are measured before one is changed.
{
  const look = new ResizeObserver(found => found.map(({ target }) => [target, target.scrollWidth > target.clientWidth])
    .forEach(([wide, scrolls]) => { if (scrolls) wide.tabIndex = 0; else wide.removeAttribute("tabindex"); }));
  for (const wide of document.querySelectorAll("pre, .table-wrapper")) look.observe(wide);
}
// Furo's two columns beside the text get names: a screen reader lists them.
document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "The book");
document.querySelector(".toc-drawer")?.setAttribute("aria-label", "This page");
// The parts of a long page that are not laid out yet (book.css): one after the other when nothing else is to do, and the rest of
// them at once when somebody presses something, be it a link to one of them.
addEventListener("load", () => {
  const parts = [...document.querySelectorAll(".in-parts article > section > section")];
  const show = part => part?.classList.add("shown"), later = self.requestIdleCallback ?? setTimeout;
  const next = () => later(() => { show(parts.shift()); if (parts.length) next(); });
  for (const press of ["pointerdown", "keydown"]) addEventListener(press, () => parts.splice(0).forEach(show), { capture: true });
  if (parts.length) next();
});
