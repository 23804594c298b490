"""The site on a web server: in any folder, with a page for what is missing, and what a search engine reads."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from book import publish
from book.tools.chapter import chapters
from tests.support import SITE, TOOLS, copy_project, fail, missing, of_no_page, run
from tests.support.server import serve

URL = "https://example.org/courses/async/"
PAGES = ["index.html", "preface.html", "search.html?q=never+awaited", "slides/index.html", "slides/async-in-20-minutes.html"]


@pytest.fixture(scope="module")
def served(site):
    """The address of the site, in a folder of a server."""
    with serve(site, "/some/folder/") as address:
        yield address


@pytest.fixture
def home(served):
    """Where links of the page for missing ones lead: to the address that was said, else to where the site is."""
    return publish.base() or served


@pytest.fixture
def page(browser, served):
    """A page of a browser; what it asked for and did not get is in ``failed``.  At the address that was said it finds the site."""
    page = browser.new_page()
    page.set_default_timeout(90_000)
    page.failed = []
    page.on("response", lambda got: page.failed.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("requestfailed", lambda asked: "ERR_ABORTED" in asked.failure  # what a deck loads late, when one has gone on
            or page.failed.append(f"{asked.failure} {asked.url}"))
    page.on("request", lambda asked: page.failed.append(f"outside of the folder: {asked.url}")
            if not asked.url.startswith((served, publish.base() or served, "data:", "blob:")) else None)
    if base := publish.base():
        page.route(f"{base}**", lambda route: route.fulfill(path=SITE / urlsplit(route.request.url).path.removeprefix(urlsplit(base).path)))
    yield page
    page.close()


def test_in_a_folder_of_a_server_each_page_finds_all_that_it_loads(page, served):
    """Pages, decks, the search: what they load, and where their links lead."""
    names = PAGES + [f"{folder}{chapter.path.stem}.html" for chapter in chapters() for folder in ("", "slides/")]
    for name in names:
        page.goto(served + name, wait_until="load")
        for link in page.evaluate("[...document.links].map(link => link.href)"):
            if link.startswith(served[:served.index("/some")]) and not link.startswith(served):
                fail(f"_build/site/{name.partition('?')[0]}", f"a link leaves the site's folder: {urlsplit(link).path}")
        if page.failed:
            fail(f"_build/site/{name.partition('?')[0]}", "\n".join(page.failed))
    page.goto(served + PAGES[2])
    page.locator("#results a").first.click()
    page.wait_for_url(f"{served}*.html#*")
    assert not page.failed, page.failed


def test_in_a_folder_of_a_server_a_cell_runs(page, served, site):
    if not (site / "_static/live/live.js").exists():
        missing("what the Run buttons need", "install node and npm, then make clean and make")
    """That of the landing page: it draws the picture again that the build has drawn."""
    page.goto(served)
    drawn = page.locator("div.cell_output [aria-label]").get_attribute("aria-label")
    page.get_by_role("button", name="Run cell 1", exact=True).click()
    again = page.locator(".live-output [aria-label]")
    assert again.get_attribute("aria-label") == drawn and again.locator("svg").count()
    assert not page.failed, page.failed


@pytest.mark.parametrize("wrong", ["no-such-page.html", "a/b/c/no-such-page.html", "slides/x/", "_static/no/where.js"])
def test_from_a_missing_page_one_comes_back(wrong, page, served, home):
    """At any depth; each of its links leads to a page that is there."""
    page.goto(served + wrong)
    page.wait_for_function("address => document.links[0].href.startsWith(address)", arg=home)
    assert page.locator("h1").inner_text() == "There is no such page"
    links = page.evaluate("[...document.links].filter(a => a.checkVisibility()).map(a => a.href)")
    for link in links:
        path = SITE / urlsplit(link).path.removeprefix(urlsplit(home).path)
        if not link.startswith(home) or not path.is_file():
            fail("book/publish/404.html:1", f"at {wrong} a link leads to {link}")
    assert {chapter.path.name.replace(".md", ".html") for chapter in chapters()} <= {link.rpartition("/")[2] for link in links}


@pytest.mark.parametrize("folder", ["", "slides/"])
def test_a_chapter_that_got_another_number_is_found(folder, page, served, home):
    name = chapters()[-1].path.stem
    page.goto(f"{served}{folder}77-{name.partition('-')[2]}.html#here")
    page.locator("#moved a").click()
    page.wait_for_url(f"{home}{folder}{name}.html#*")


def test_the_page_for_missing_ones_loads_nothing(site):
    """Whatever it loaded would be missing too, from most addresses; and no search engine shows it."""
    text = (site / "404.html").read_text(encoding="utf-8")
    assert not BeautifulSoup(text, "html.parser").select("[src], link, img") and "noindex" in text


def test_github_takes_the_folders_that_begin_with_an_underscore(site):
    assert (site / ".nojekyll").exists()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A small site whose address was said."""
    text = "\n# One\n\nText.\n\n:::{slide}\n- Text on a slide\n:::\n"
    project = copy_project(tmp_path_factory.mktemp("published"), {"01-one.md": text})
    status, said = run(project, TOOLS, "build", BOOK_URL=URL.rstrip("/"))
    assert status == 0, said
    return project


@of_no_page
def test_with_its_address_the_site_lists_its_pages(published):
    site = published / "_build/site"
    listed = re.findall("<loc>(.*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    want = sorted(URL + name for name in pages if not re.search(r"_static/|404|search", name))
    if sorted(listed) != want:
        fail("_build/site/sitemap.xml:1", "not the pages of the site", "\n".join(want), "\n".join(sorted(listed)))
    assert f"{URL}01-one.html" in want and f"{URL}slides/01-one.html" in want
    assert f"\nSitemap: {URL}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")


@of_no_page
def test_with_its_address_each_page_names_its_own(published):
    site = published / "_build/site"
    for name in ("index.html", "01-one.html", "slides/01-one.html"):
        [link] = BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser").select("link[rel=canonical]")
        assert link["href"] == URL + name
    links = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "html.parser").select("a[href]")
    assert links and all(link["href"].startswith(URL) for link in links)


@of_no_page
def test_without_an_address_no_page_names_one(published):
    """The same project again: another address is another site."""
    for address, there in (("", False), (URL, True)):
        status, said = run(published, TOOLS, "build", BOOK_URL=address)
        assert status == 0 and "is up to date" not in said, said
        for name in ("sitemap.xml", "robots.txt"):
            assert (published / "_build/site" / name).exists() == there
        assert ('rel="canonical"' in (published / "_build/site/01-one.html").read_text(encoding="utf-8")) == there


@of_no_page
@pytest.mark.parametrize("wrong", ["example.org/async", "ftp://example.org/", "https://example.org/?page=1", "https://"])
def test_an_address_that_is_none(wrong, published):
    status, said = run(published, TOOLS, "build", BOOK_URL=wrong)
    assert status == 1 and said.splitlines()[0] == (
        f"BOOK_URL={wrong} is no address of a site: it is such as https://example.org/async-python/"), said
