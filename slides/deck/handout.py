"""With Chromium: print each deck to PDF twice, the slides alone and with their notes; say which slides are too full."""

import shutil
from contextlib import contextmanager
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--allow-file-access-from-files"]
# reveal.js prints notes on pages of their own.  This puts them below their slide, on a
# page with the proportions of A4.
NOTES_BELOW = """() => {
  const pages = [...document.querySelectorAll('.pdf-page')];
  const width = pages[0].offsetWidth, top = pages[0].offsetHeight, height = Math.round(width * 1.414);
  for (const page of pages) {
    const notes = page.nextElementSibling;
    page.style.height = height + 'px';
    if (!notes || !notes.matches('.speaker-notes-pdf')) continue;
    notes.style.cssText = `position: absolute; top: ${top}px; left: 0; width: 100%; box-sizing: border-box`;
    page.append(notes);
  }
  return [width, height];
}"""


def print_decks(slides: Path) -> None:
    """Write ``NAME.pdf`` and ``NAME-notes.pdf`` beside each deck in the folder *slides*.

    Raises RuntimeError where there is no Chromium.
    """
    with chromium() as browser:
        for deck in decks(slides):
            page = browser.new_page(color_scheme="light")
            address = deck.resolve().as_uri()
            open_printed(page, f"{address}?print-pdf")
            page.pdf(path=deck.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True)
            open_printed(page, f"{address}?print-pdf&showNotes=separate-page")
            width, height = page.evaluate(NOTES_BELOW)
            page.add_style_tag(content=f"@page {{ size: {width}px {height}px; margin: 0 }}")
            page.pdf(path=deck.with_name(f"{deck.stem}-notes.pdf"), prefer_css_page_size=True,
                     print_background=True)
            page.close()


def decks(slides: Path) -> list[Path]:
    """The decks in the folder *slides*."""
    return sorted(set(slides.glob("*.html")) - {slides / "index.html"})


@contextmanager
def chromium():
    """The browser.  Raises RuntimeError where there is none."""
    from playwright.sync_api import Error, sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error:
            raise RuntimeError("make handout needs Chromium: apt-get install chromium") from None
        yield browser
        browser.close()


def too_full(slides: Path, source) -> list[str]:
    """What reaches over the edge of a slide, as ``file:line: what``; *source* maps a deck's name to its file.

    Raises RuntimeError where there is no Chromium.
    """
    found, measure = [], Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        for deck in decks(slides):
            page.goto(deck.resolve().as_uri())
            page.wait_for_function("Reveal.isReady()")
            page.evaluate("document.fonts.ready")
            for name, line, faults in page.evaluate(measure):
                over = [text for rule, text in faults if rule in ("fits", "clipped")]
                found += [f"{source(deck.stem)}:{line}: the slide #{name} is too full: {text}" for text in over[:1]]
    return found


def open_printed(page, address):
    """Open a deck in reveal.js's print view and wait until it is laid out."""
    page.goto(address)
    page.wait_for_selector(".pdf-page")
    page.evaluate("document.fonts.ready")
