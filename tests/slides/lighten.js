// Makes plain text of the spans that colour code, but for those that are marked: most of a page, and of axe's time.
() => {
  for (const e of document.querySelectorAll("pre span[class]:not([data-kind])"))
    if (!e.firstElementChild && e.attributes.length == 1) e.replaceWith(...e.childNodes);
}
