// Runs axe; returns a line for each fault.  One is also a contrast that axe cannot tell.
async rules => {
  document.getAnimations().filter(a => a instanceof CSSTransition).forEach(a => a.finish());  // to this theme
  axe.configure({rules: [{id: "color-contrast", selector: "[data-kind]"}]});
  const {violations, incomplete} = await axe.run({
    runOnly: rules, rules: {"landmark-main-is-top-level": {enabled: false}},  // reveal.js makes an application of what is around
    resultTypes: ["violations", "incomplete"], preload: false,
    checks: {"color-contrast": {options: {ignoreLength: true, ignoreUnicode: false}}}});  // measure "x" and signs too
  const line = (v, {html}) => `${v.id}: ${v.help}: ${html.replace(` data-kind=""`, "").slice(0, 120)}`;
  return [...violations, ...incomplete.filter(v => v.id == "color-contrast")].flatMap(
    v => v.nodes.slice(0, 3).map(node => line(v, node)));
}
