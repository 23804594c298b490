// Presses the right arrow until nothing is left to show; returns the slides that were seen.
() => {
  const seen = new Set([Reveal.getCurrentSlide()]);
  for (let i = 0; i < 500 && !(Reveal.isLastSlide() && !Reveal.availableFragments().next); i++) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {keyCode: 39, bubbles: true}));
    seen.add(Reveal.getCurrentSlide());
  }
  return seen.size;
}
