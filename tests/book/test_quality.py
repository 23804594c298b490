"""The pages are light, valid HTML, can be read without JavaScript, say what they are about, and Lighthouse has nothing to say."""

import contextlib
import shutil
import statistics
import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from book.tools.chapter import chapters
from tests.support import ROOT, SITE, TOOLS, Proof, checkers, copy_project, fail, fail_all, missing, run
from tests.support.server import serve

LIGHT = 150_000  # bytes that come over the line for a page, compressed as GitHub does, without pictures
LIGHT_DECK = 210_000  # reveal.js and the speaker view are a third of it
STEMS = [chapter.path.stem for chapter in chapters()]
URL = "https://example.org/courses/async/"


def pages():
    """All pages of the site."""
    return [path for path in sorted(SITE.rglob("*.html")) if "_static" not in path.parts]


def where(path):
    return path.relative_to(ROOT)


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def address(site):
    """The address of the site on a server that compresses."""
    with serve(site, "/async/") as address:
        yield address


def need(*programs):
    """Skip where a checker, or a program that it needs, is missing."""
    if not checkers.place().exists():
        missing("a checker from npm", checkers.HOW)
    for program, how in programs:
        if not shutil.which(program):
            missing(program, how)


def test_each_page_is_valid_html(site):
    need(("java", "apt-get install default-jre-headless"))
    fail_all(f"{urlsplit(found['url']).path.rpartition('/_build/')[2]}:{found.get('lastLine', 1)}: {found['message']}: "
             f"{' '.join(found.get('extract', '').split())}" for found in checkers.vnu(pages()))


def longest():
    """The chapter whose page is the largest file."""
    return max(STEMS, key=lambda stem: (SITE / f"{stem}.html").stat().st_size)


def test_lighthouse(address):
    """Accessibility, best practices and SEO: 100.  The speed without the processor's time, which others use too: the best of three."""
    need(("node", "apt-get install nodejs"))
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        missing("a browser with Lighthouse's needs", "apt-get install chromium")
    names = ["index.html", f"{longest()}.html", "symptoms.html", f"slides/{longest()}.html"]
    proof = Proof(__file__, "Lighthouse", [Path(browser).resolve(), *map(SITE.joinpath, names), *what_pages_load()])
    if proof.holds():
        proof.skip()
    wanted, faults = [(address + name, form) for name in names for form in ("mobile", "desktop")], []
    for _ in range(3):
        faults, again = [], []
        for asked, found in zip(wanted, checkers.lighthouse(browser, wanted)):
            said = faults_of(found)
            faults += [f"_build/site/{asked[0].removeprefix(address)}:1: Lighthouse, {asked[1]}: {fault}" for fault in said]
            again += [asked] * bool(said)
        wanted = again
        if not wanted:
            break
    fail_all(faults)
    proof.note()


def what_pages_load():
    """The files that pages of the site load; what a first Run loads is named by the others, with its version."""
    return [path for folder in ("_static", "_images", "slides/_static", "slides/_images") for path in (SITE / folder).rglob("*")
            if path.is_file() and (path.parent.name != "live" or path.name in ("live.js", "live.css"))]


def faults_of(found):
    """What is wrong with one run of Lighthouse."""
    if found.get("error"):
        return [found["error"]]
    scores = {name: score for name, score in found["score"].items() if name != "performance"}
    faults = [f"{name} {score} of 100: {'; '.join(line for line in found['lost'] if line.startswith(name))}"
              for name, score in scores.items() if score < 100]
    of_network = [m for name, m in found["metrics"].items() if name != "total-blocking-time"]
    speed = 100 * sum(m["score"] * m["weight"] for m in of_network) / sum(m["weight"] for m in of_network)
    first = found["metrics"]["first-contentful-paint"]["value"]
    if speed < 97:  # 98.4 to 99.9 of a long page, beside other programs: first paint and a still page are then at a second and a half
        faults.append(f"performance, without the time of the processor: {speed:.0f} of 100")
    if "/slides/" in found["address"] and first >= 1000:
        faults.append(f"the first slide is there after {first:.0f} ms")
    if scripts := [url for url in found["blocking"] if ".js" in url]:
        faults.append(f"the page waits for {scripts}")
    return faults


# What moves while the page comes, as the browser counts it, and the text of what moved most.
SHIFTS = """
    self.shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries().map(({ value, sources }) =>
      [value, sources[0]?.node?.textContent.trim().slice(0, 60) ?? ""]))).observe({ type: "layout-shift", buffered: true });"""
MOVES = 0.02  # of the window: a font that comes late moves a deck's title by a hundredth; what pushes the text down, by a tenth


def test_pages_are_light(browser, address):
    """What comes over the line, in all, until the page is still; pictures aside, which are inline in part.  And nothing moves meanwhile."""
    lines, sizes = [], {}
    for path in pages():
        name = path.relative_to(SITE).as_posix()
        with contextlib.closing(browser.new_context(viewport={"width": 412, "height": 823})) as context:  # keeps nothing of others
            page, answers = context.new_page(), []
            page.add_init_script(SHIFTS)
            page.on("response", lambda answer, answers=answers: answers.append(answer))
            page.goto(address + name, wait_until="networkidle")
            came = {urlsplit(a.url).path: int(a.headers.get("content-length", 0)) for a in answers
                    if a.request.resource_type not in ("image", "other") and "searchindex" not in a.url}  # which is all texts
            shifts = page.evaluate("shifts")
        if sum(value for value, _ in shifts) > MOVES:
            lines.append(f"{where(path)}:1: {max(shifts)[1]!r} moves while the page comes: {sum(value for value, _ in shifts):.3f} of 1")
        sizes[name] = sum(came.values())
        limit = LIGHT_DECK if name.startswith("slides/") else LIGHT
        if sizes[name] > limit:
            most = ", ".join(f"{address.rpartition('/')[2]}{url} {size}" for url, size in sorted(came.items(), key=lambda c: -c[1])[:4])
            lines.append(f"{where(path)}:1: {sizes[name]} bytes, and {limit} are allowed: {most}")
    assert statistics.median(sizes.values()) > 40_000, "the sizes were not measured"
    fail_all(lines)


def test_each_page_says_what_it_is_about(site):
    """In its language, with a description of its own."""
    said, lines = {}, []
    for path in pages():
        page = soup(path)
        found = [meta["content"] for meta in page.select("meta[name=description]")]
        lines += [f"{where(path)}:1: its language is not said"] * (page.html.get("lang") != "en")
        lines += [f"{where(path)}:1: no title"] * (not page.title or not page.title.get_text().strip())
        if path.name == "404.html":  # it is in no index
            continue
        if len(found) != 1 or not 20 < len(found[0]) <= 320:
            lines.append(f"{where(path)}:1: descriptions: {found}")
        elif other := said.setdefault(found[0], where(path)) != where(path):
            lines.append(f"{where(path)}:1: its description is that of {other}: {found[0]}")
        lines += [f"{where(path)}:1: no {name}" for name in ("og:title", "og:description")
                  if not page.select(f'meta[property="{name}"][content]')]
        if page.select('meta[property="og:image"], link[rel=canonical]'):
            lines.append(f"{where(path)}:1: it names an address, and the site's is not known")
    fail_all(lines)


CHAPTER = """
# Waiting for the kettle

Water takes its time. Meanwhile nobody needs to stand there. {long}

## A section

:::{{slide}}
- Text on a slide
:::
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A small site whose address was said."""
    text = CHAPTER.format(long="And this sentence " + "goes on and on " * 20 + "to its end.")
    project = copy_project(tmp_path_factory.mktemp("cards"), {"01-kettle.md": text})
    status, told = run(project, TOOLS, "build", BOOK_URL=URL)
    assert status == 0, told
    return project / "_build/site"


@pytest.mark.parametrize("folder", ["", "slides/"])
def test_with_its_address_a_page_has_a_picture_for_those_who_link_to_it(folder, published):
    page = soup(published / f"{folder}01-kettle.html")
    head = {meta.get("property") or meta.get("name"): meta["content"] for meta in page.select("meta[content]")}
    want = "Water takes its time. Meanwhile nobody needs to stand there."
    assert head["description"] == head["og:description"] == ("Slides: " if folder else "") + want
    assert head["og:url"] == f"{URL}{folder}01-kettle.html" and head["og:title"] == "Waiting for the kettle"
    data = (published / head["og:image"].removeprefix(URL)).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1200, 630)


@pytest.fixture
def still(browser):
    """A page in a browser that runs no scripts."""
    with contextlib.closing(browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800})) as context:
        yield context.new_page()


def visible(page, selector):
    """The texts of the elements that are seen."""
    return [element.inner_text() for element in page.locator(selector).all() if element.is_visible()]


@pytest.mark.parametrize("stem", ["index", "symptoms", "search", *STEMS[:3]])
def test_without_scripts_a_page_can_be_read(stem, still, site):
    """Text, code and outputs are there, both tabs and what is folded can be opened, and nothing is there that would do nothing."""
    still.goto((site / f"{stem}.html").as_uri())
    place = f"_build/site/{stem}.html:1"
    assert still.locator("article h1").first.is_visible(), place
    fail_all(f"{place}: a button that does nothing: {text}" for text in visible(still, "button:not(form[action] *)"))
    if stem == "search":
        assert "needs JavaScript" in still.locator("article").inner_text()
    if stem in STEMS:
        fold = still.locator("article details:has(.cell_output)").first
        if fold.count():
            fold.locator("summary").click()
            assert fold.locator("pre").first.is_visible(), f"{place}: a folded output cannot be opened"
        tabs = still.locator(".example.sd-tab-set").first
        tabs.get_by_text("Script", exact=True).click()
        assert tabs.locator(".download").first.is_visible(), f"{place}: the tab Script cannot be opened"
        assert len(visible(still, "div.cell pre")) > 10, f"{place}: where is the code?"


def test_what_is_wide_can_be_scrolled_with_the_keyboard(browser, site):
    """Also what was folded, when it is opened."""
    with contextlib.closing(browser.new_page(viewport={"width": 390, "height": 844})) as page:
        page.goto((site / f"{STEMS[0]}.html").as_uri())
        for script in page.locator("details:not(.live-exercise):has(pre)").all():
            script.locator("summary").click()
        page.wait_for_function("[...document.querySelectorAll('details[open] pre')].some(e => e.scrollWidth > e.clientWidth)")
        page.wait_for_function("""[...document.querySelectorAll('pre:not(.live-output)')].every(e => !e.checkVisibility()
            || (e.scrollWidth > e.clientWidth) === (e.tabIndex === 0))""", timeout=5000)


LAID_OUT = """[...document.querySelectorAll("article > section > section > :first-child")].map(
    heading => heading.checkVisibility({ contentVisibilityAuto: true }))"""


def test_a_long_page_comes_in_parts_and_is_soon_whole(browser, address):
    """A phone lays out the first parts; the rest follows at rest, at a press at once, and is there for an anchor and a reload."""
    with contextlib.closing(browser.new_page(viewport={"width": 390, "height": 844})) as page:
        page.goto(f"{address}symptoms.html")
        page.wait_for_function(f"{LAID_OUT}.every(Boolean)", timeout=15000)
        page.add_init_script("self.requestIdleCallback = () => 0")  # never at rest
        page.reload()
        assert all(page.evaluate(LAID_OUT)), "book/_static/book.js:1: after a reload, the place to which one had scrolled is not there"
        page.goto(f"{address}glossary.html")
        page.goto(f"{address}symptoms.html")
        parts = page.evaluate(LAID_OUT)
        assert all(parts[:2]) and parts.count(False) > 20, "book/_static/book.css:1: all of a long page is laid out before it is shown"
        page.keyboard.press("Shift")
        assert all(page.evaluate(LAID_OUT)), "book/_static/book.js:1: who presses a link to a part finds it not laid out"
        page.goto(f"{address}glossary.html")
        page.goto(f"{address}symptoms.html#sym-loop-closed")
        assert all(page.evaluate(LAID_OUT)), "book/tools/assets.py:1: at an anchor, what is above is not laid out"


def test_without_scripts_all_slides_are_below_one_another(still, site):
    for stem in (STEMS[0], STEMS[-1]):
        still.goto((site / f"slides/{stem}.html").as_uri())
        place, bottom = f"_build/site/slides/{stem}.html:1", 0
        for slide in still.locator("section[id]").all():
            box = slide.bounding_box()
            if not box or box["y"] < bottom - 1 or box["height"] < 40:
                fail(place, f"#{slide.get_attribute('id')} is not below the slide before it: {box}")
            bottom = box["y"] + box["height"]
        steps = still.locator("section .fragment").all()[:20]
        assert all(element.is_visible() for element in steps), f"{place}: what comes step by step is hidden"
        assert visible(still, "a.book-link"), place
        fail_all(f"{place}: a button that does nothing: {text}" for text in visible(still, "button"))
