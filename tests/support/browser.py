"""Chromium for the tests of pages and decks."""

import contextlib
import shutil

from playwright.sync_api import Error, sync_playwright

from . import missing

# The first is Chromium without its windows: each page costs a third.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking",
             "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"]  # Python starts in half the time


def path():
    """The browser's program, None where it is Playwright's own or there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def chromium():
    """The browser; the test is skipped where there is none."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        except Error:
            missing("a browser for the tests of decks and pages", "apt-get install chromium")
        yield browser
        browser.close()


