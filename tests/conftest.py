"""What pytest finds for all tests: the project's packages, the built site, a browser."""

import gc
import os
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))  # behind the standard library, which has a module `code`
pytest.register_assert_rewrite("tests.support")

from tests.support import SITE  # noqa: E402
from tests.support.kept import Kept, unwatched  # noqa: E402


@pytest.fixture(scope="session")
def site():
    """The folder of the site, built from the files that are here now."""
    from book.tools import build

    with unwatched():
        key, have = build.inputs(), build.fresh()
    if not have.get("book") == have.get("slides") == key:
        pytest.fail("_build/site is not up to date: run make first", pytrace=False)
    return SITE


@pytest.fixture(scope="module")  # Playwright's event loop is not for the tests after it
def browser():
    """Chromium, driven by Playwright."""
    from tests.support.browser import chromium

    with chromium() as browser:
        yield browser


def pytest_configure(config):
    config.addinivalue_line("markers", "reads(*pages): what the test reads of the book's pages (tests/support/kept.py)")
    config.pluginmanager.register(Kept(config), "kept")
    if os.environ.get("CHAPTER"):
        from book.tools.chapter import chapters

        try:
            chapters()
        except ValueError as error:
            raise pytest.UsageError(str(error)) from None


def pytest_collection_modifyitems(config, items):
    """With CHAPTER=05 only the tests that have this chapter in their name, and the claims of its text.

    The source of a PDF is of all chapters.
    """
    if os.environ.get("CHAPTER"):
        from book.tools.chapter import chapters

        names = {chapter.path.stem for chapter in chapters()}
        kept = [item for item in items if "tex" not in item.fixturenames and (
            any(name in item.nodeid for name in names) or getattr(getattr(item.module, "CHAPTER", None), "stem", None) in names)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def pytest_collection_finish():
    """What is loaded by now stays: judges and pytest collect garbage often, and need not look through it."""
    gc.collect()
    gc.freeze()
