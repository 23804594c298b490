"""Every slide of every deck, in a real browser: it fits, can be read, and works."""

import functools
import os
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from book.tools.chapter import Chapter, chapter_paths, entries
from slides.deck import handout
from tests.book import test_site
from tests.book.test_site import soup
from tests.support import ROOT, TOOLS, copy_project, missing, run
from tests.support.browser import BROWSERS

DECKS = [path.stem for path in chapter_paths()] + sorted(p.stem for p in (ROOT / "slides").glob("*.md"))
SIZE = {"width": 1280, "height": 720}
HERE = Path(__file__).parent


def script(name):
    """The JavaScript beside this file: a function for `page.evaluate`."""
    folder = ROOT / "slides/deck" if name == "measure" else HERE
    return (folder / f"{name}.js").read_text(encoding="utf-8")


@functools.cache
def exemptions():
    """The entries of exemptions.toml; where it cannot be read each test says so, with its line."""
    try:
        return [entry for entry, _ in entries(HERE / "exemptions.toml", "slide")]
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)





def each_deck(test):
    return pytest.mark.reads()(pytest.mark.parametrize("deck", DECKS)(test))


of_one_deck = pytest.mark.reads(*(deck[3:] for deck in DECKS[1:2]))


@pytest.fixture(scope="module")
def server(site):
    """The address of a server for the site, and for axe.js."""
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def translate_path(self, path):
            return str(AXE_FILE_PATH) if path == "/axe.js" else super().translate_path(path)

    handler = functools.partial(Quiet, directory=site)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


@pytest.fixture(scope="module")
def tab(browser):
    """A page of 1280 x 720, and the list of its script errors and of its requests to other hosts.

    All tests use this one: in a new one Chromium compiles the decks' scripts again.
    """
    tab, problems = browser.new_page(viewport=SIZE, reduced_motion="reduce"), []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: None if re.match(r"(file|data|blob|about):|http://127.0.0.1:", request.url)
           else problems.append(f"asks {request.url}"))
    return tab, problems


@pytest.fixture
def problems(tab):
    """What `page` complains of, for a test in which it has to."""
    page, problems = tab
    problems.clear()
    page.set_viewport_size(SIZE)
    page.emulate_media(color_scheme="light")
    yield problems
    if page.url != "about:blank":
        page.evaluate("localStorage.clear(); sessionStorage.clear()")


@pytest.fixture
def page(tab, problems):
    """A page of 1280 x 720 that fails the test on a script error or a foreign request."""
    yield tab[0]
    assert not problems, problems


def show(page, address):
    if page.url.partition("#")[0] == address.partition("#")[0]:
        page.goto("about:blank")  # an address that differs after its # alone would load nothing
    page.goto(address)
    page.evaluate("""async () => {
      for (let i = 0; i < 2000 && !Reveal.isReady(); i++) await new Promise(requestAnimationFrame);
      await document.fonts.ready;
    }""")


def check(page):
    """The faults of the slides of the deck that *page* shows: {(slide id, rule): (line in its source, what)}."""
    faults = {}
    for name, line, found in page.evaluate(script("measure")):
        for rule, text in found:
            faults.setdefault((name, rule), (line, text))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    for id_ in {i for i in ids if ids.count(i) > 1}:
        faults[id_, "ids"] = 1, "the id is there twice"
    return faults


@each_deck
def test_every_slide_fits_and_can_be_read(deck, page, server):
    show(page, f"{server}/slides/{deck}.html")
    faults = check(page)
    exempt = {tuple(entry["id"].split("#")[1:]) + (entry["rule"],): entry for entry in exemptions()
              if entry["id"].startswith(f"{deck}#")}
    source = f"book/{deck}.md" if deck[0].isdigit() else f"slides/{deck}.md"
    lines = [f"{source}:{line}: {rule}: {text} (#{name})"
             for (name, rule), (line, text) in faults.items() if (name, rule) not in exempt]
    lines += [f"tests/slides/exemptions.toml:1: {deck}#{name} is good now: {rule}"
              for name, rule in exempt if (name, rule) not in faults]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    assert {name.strip('"') for name in loaded} >= {"Book Mono", "Book Sans"}, "the site's own fonts"
    assert page.evaluate("document.fonts.check('20px \"Book Mono\"') && document.fonts.check('20px \"Book Sans\"')")


@each_deck
def test_decks_are_accessible(deck, page, server):
    """axe-core, WCAG 2.2 AA and good practice, on all slides at once: reveal.js's print view, in both themes."""
    show_all(page, f"{server}/slides/{deck}.html")
    accessible(page, server, f"slides/{deck}.html", lambda theme: page.evaluate(SET_THEME, theme))


SET_THEME = "theme => document.documentElement.dataset.theme = theme"  # print is light


def show_all(page, address):
    """Lay out all slides below one another; axe sees nothing of a slide that is not shown."""
    show(page, f"{address}?print-pdf")
    assert page.evaluate(script("printed")) == page.evaluate("Reveal.getTotalSlides()")


PAGES = sorted(path.stem for path in (ROOT / "book").glob("*.md"))


@pytest.mark.reads()
@pytest.mark.parametrize("name", [f"{name}.html" for name in (*PAGES, "search", "404", "slides/index")])
def test_pages_are_accessible(name, page, server):
    if name == "search.html":  # the one whose sidebar alone is long: axe knows no colours of what is scrolled out of sight
        page.set_viewport_size({"width": 1280, "height": 2000})
    page.goto(f"{server}/{name}")
    page.keyboard.press("Shift")  # what comes in parts is whole
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # and measured
    accessible(page, server, name, lambda theme: page.emulate_media(color_scheme=theme))


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that may say something else in another theme


def accessible(page, server, where, set_theme):
    """Fail with what axe-core finds on a page in its light and its dark theme."""
    lines, grounds = [], set()
    for theme in ("dark", "light"):
        set_theme(theme)
        kinds, ground = page.evaluate(script("mark"))
        assert kinds > 2, f"{where} ({theme}): no texts"
        grounds.add(ground)
    assert len(grounds) == 2, f"{where}: light and dark are one theme"
    page.evaluate(script("lighten"))
    page.add_script_tag(url=f"{server}/axe.js")
    for theme, rules in {"light": RULES, "dark": OF_COLOURS}.items():
        set_theme(theme)
        lines += [f"{where} ({theme}): {line}" for line in page.evaluate(script("axe"), rules)]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@of_one_deck
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_presenter_view(scheme, page, site, server):
    address = server if scheme == "http" else site.as_uri()
    show(page, f"{address}/slides/{DECKS[1]}.html#/2")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    view = popup.value
    notes = page.evaluate("Reveal.getCurrentSlide().querySelector('aside.notes').textContent.trim()")
    first = notes.split("\n")[0].strip()[:40]
    view.wait_for_function("text => document.querySelector('.speaker-controls-notes .value').textContent.includes(text)",
                           arg=first)
    assert view.locator(".speaker-controls-notes .value code").count(), "the notes are rich text"
    assert view.locator(".clock-value").inner_text().strip()
    view.wait_for_function("document.querySelectorAll('iframe').length >= 2")  # this slide, the next
    page.keyboard.press("ArrowRight")
    view.close()




@pytest.fixture
def on_stage(page, server):
    """The first slide of a deck."""
    show(page, f"{server}/slides/{DECKS[1]}.html")
    return page


@of_one_deck
def test_the_arrows_go_on_and_back(on_stage):
    state = "[Reveal.getIndices(), document.querySelectorAll('.fragment.visible').length]"
    before = on_stage.evaluate(state)
    on_stage.keyboard.press("ArrowRight")
    assert on_stage.evaluate(state) != before, "the right arrow does nothing"
    on_stage.keyboard.press("ArrowLeft")
    assert on_stage.evaluate(state) == before, "the left arrow does nothing"


@of_one_deck
def test_the_right_arrow_visits_every_slide(on_stage):
    assert on_stage.evaluate(script("press")) == on_stage.evaluate("Reveal.getTotalSlides()")


@of_one_deck
def test_other_keys_on_stage(on_stage):
    """T: light or dark.  G: to a slide by its number.  Ctrl-Shift-F: search."""
    before = on_stage.evaluate("getComputedStyle(document.body).backgroundColor")
    on_stage.keyboard.press("t")
    assert on_stage.evaluate("getComputedStyle(document.body).backgroundColor") != before
    on_stage.keyboard.press("g")
    on_stage.keyboard.type("5")
    on_stage.keyboard.press("Enter")
    assert on_stage.evaluate("Reveal.getSlidePastCount()") == 4
    on_stage.keyboard.press("Control+Shift+F")
    assert on_stage.locator("#searchbox, .searchbox").first.is_visible()


def test_steps_and_outputs_come_one_by_one(page, site, server):
    """A cell's lines light up step by step; its output waits until asked for."""
    decks = [f"slides/{deck}.html" for deck in DECKS]
    show(page, f"{server}/" + next(deck for deck in decks if "data-steps" in (site / deck).read_text("utf-8")))
    page.evaluate("""() => {
      const {h, v} = Reveal.getIndices(Reveal.getSlides().find(
        slide => slide.querySelector(".steps") && slide.querySelector(".cell_output")));
      Reveal.slide(h, v);
    }""")
    lines = "section.present .cell_input:has(.steps) .line"
    lit = f"document.querySelectorAll('{lines}:not(.dim)').length"
    assert page.evaluate(lit) < page.evaluate(f"document.querySelectorAll('{lines}').length")
    dim = f"getComputedStyle(document.querySelector('{lines}.dim')).opacity"
    assert float(page.evaluate(dim)) < 0.7, "slides/theme/static/deck.css: the other lines are not dim"
    steps = []
    for n in range(page.evaluate("document.querySelector('section.present .steps').dataset.steps.split('|').length")):
        if n:
            page.keyboard.press("ArrowRight")
        steps.append(page.evaluate(f"[...document.querySelectorAll('{lines}')].map(e => e.matches('.dim'))"))
    assert len({*map(tuple, steps)}) > 1, "slides/theme/static/deck.js: all steps light the same lines"
    output = page.locator("section.present:not(.stack) .cell_output").first
    assert output.evaluate("e => getComputedStyle(e).opacity") == "0"
    for _ in range(40):
        if output.evaluate("e => e.classList.contains('visible')"):
            break
        page.keyboard.press("ArrowRight")
    assert output.evaluate("e => getComputedStyle(e).opacity") == "1"


@of_one_deck
def test_a_phone_scrolls(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, f"{server}/slides/{DECKS[1]}.html")
    assert page.evaluate("Reveal.isScrollView()")
    assert page.evaluate("document.documentElement.scrollWidth") <= 391


def test_lectures_keep_to_their_minutes(site):
    rows = {row.a["href"].removesuffix(".html"): row.select("td") for row in
            soup(site / "slides/index.html").select("tbody tr")}
    assert set(rows) == set(DECKS)
    for deck, cells in rows.items():
        path = ROOT / "book" / f"{deck}.md"
        path = path if path.exists() else ROOT / "slides" / f"{deck}.md"
        planned = Chapter(path).notebook.metadata.get("minutes", 45)
        minutes = int(cells[2].get_text() or 0)
        assert 0 < minutes <= planned, f"{path.relative_to(ROOT)}:1: {minutes} of {planned} minutes"
        spans = re.findall(r"Minutes (\d+) to (\d+) of (\d+)", (site / f"slides/{deck}.html").read_text("utf-8"))
        assert sum(int(b) - int(a) for a, b, _ in spans) == minutes == int(spans[-1][1])


@pytest.mark.parametrize("deck", [deck for deck in DECKS if deck[0].isdigit()])
def test_lists_come_one_by_one_where_they_shall(deck, site):
    text = (ROOT / "book" / f"{deck}.md").read_text("utf-8")
    blocks = re.findall(r"^:::\{slide\}.*\n((?:(?!:::$).*\n)*):::$", text, re.M)
    wanted = sum(len(re.findall(r"^ *(?:-|\d+\.) ", block, re.M)) for block in blocks if ":fragments:" in block and ":skip:" not in block)
    found = len(soup(site / f"slides/{deck}.html").select("li.fragment"))
    assert found == wanted, f"book/{deck}.md:1: {found} items come one by one, and {wanted} shall"


@each_deck
def test_no_code_ends_with_empty_lines(deck, site):
    """They would make the slide's letters smaller."""
    for block in soup(site / f"slides/{deck}.html").select(".highlight pre"):
        last = block.get_text().removesuffix("\n").splitlines()[-1:]
        assert last != [""], f"slides/{deck}: {block.get_text()}"


@pytest.mark.reads("index")
@each_deck
def test_the_pace_is_that_of_the_minutes(deck, site):
    """reveal.js has it in seconds for each slide; what is left over of a second is lost."""
    slides = soup(site / f"slides/{deck}.html").select("section[data-timing]")
    minutes = int(next(row.select("td")[2].get_text() or 0 for row in soup(site / "slides/index.html").select("tbody tr")
                       if row.a["href"] == f"{deck}.html"))
    seconds = sum(int(slide["data-timing"]) for slide in slides)
    assert 60 * minutes - len(slides) < seconds <= 60 * minutes, f"slides/deck/__init__.py:1: {deck} has {seconds} s for {minutes} minutes"


def test_exemptions_are_of_decks_and_rules_that_are_there():
    """And have a reason."""
    try:
        found = entries(HERE / "exemptions.toml", "slide")
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    known, lines = {*re.findall(r'say\("(\w+)"', script("measure")), "ids"}, []
    for entry, place in found:
        deck, _, slide = entry.get("id", "").partition("#")
        lines += [f"{place}: there is no deck {deck!r}"] * (deck not in DECKS)
        lines += [f"{place}: there is no rule {entry.get('rule')!r}; there are {', '.join(sorted(known))}"] * (entry.get("rule") not in known)
        lines += [f"{place}: it has no reason"] * (not entry.get("reason", "").strip())
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


BAD = """
# A bad deck

## Tall

Notes.

```{code-cell} python
:no-script: for a test
print("line\\n" * 40)
```

## Wide and long

```{code-cell} python
:no-script: for a test
x = "a line of code that is far wider than any slide can be, and then some more columns of it"
""" + "x\n" * 17 + """```

## Alone

Notes only.

## Words

:::{slide}
""" + "word " * 70 + """

<span style="font-size: 12px">tiny</span>
![picture.png](_static/favicon.svg)
:::

""" + "note " * 230 + """

## Html

:::{slide}
<pre style="width: 300px; overflow: hidden">a line that is much longer than its narrow box</pre>
<p id="twice">one</p><p id="twice">two</p>
<p style="color: #999">pale</p><p style="color: #555">deep</p>
<script>nobody_defined_this()</script>
<img src="http://example.invalid/picture.png" alt="a picture from elsewhere">
<a href="#gone">a dead link</a>
:::

## Scrolls

Notes.

```{code-cell} python
:no-script: for a test
:scroll: 30
print("line\\n" * 40)
```
"""


MINE = """---
orphan: true
---
# Mine

:::{slide}
Hello
:::

:::{take} 01-bad
alone
:::
"""


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """A project with a deck that breaks every rule, and a remix of one of its slides."""
    project = copy_project(tmp_path_factory.mktemp("bad"), {"01-bad.md": BAD})
    (project / "slides/mine.md").write_text(MINE)
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    return project


@pytest.mark.reads("symptoms")
def test_faults_are_found(bad, tab, problems, server):
    """The checks above, on the bad deck."""
    page, deck = tab[0], bad / "_build/site/slides/01-bad.html"
    show(page, deck.as_uri() + "#/scrolls")
    assert page.evaluate("document.querySelector('#scrolls .scroll pre').scrollTop") > 100, "line 30 is in sight"
    faults = check(page)
    assert any("nobody_defined_this" in problem for problem in problems), problems
    assert "asks http://example.invalid/picture.png" in problems
    assert {("html", "clipped"), ("html", "notes"), ("twice", "ids"), ("html", "alt")} <= set(faults)
    with pytest.raises(pytest.fail.Exception, match="#gone"):
        test_site.test_every_link_leads_somewhere({deck: soup(deck)})
    show_all(page, deck.as_uri())
    with pytest.raises(pytest.fail.Exception) as error:
        accessible(page, server, "bad", lambda theme: page.evaluate(SET_THEME, theme))
    contrast = re.findall(r"bad \((\w+)\): color-contrast: .*>(\w+)</p>", str(error.value))
    assert contrast == [("light", "pale"), ("dark", "deep")], error.value
    assert {("tall", "fits"), ("tall", "covered"), ("wide-and-long", "code"), ("wide-and-long", "notes"), ("alone", "empty"),
            ("words", "words"), ("words", "small"), ("words", "alt"), ("words", "notes")} <= set(faults)
    assert not [rule for name, rule in faults if name == "scrolls"], faults
    lines = (bad / "book/01-bad.md").read_text().splitlines()
    assert lines[faults["alone", "empty"][0] - 1] == "## Alone"


@pytest.mark.reads("symptoms")
def test_make_slides_tells_which_are_too_full(bad, browser):
    """Where there is Chromium, as here."""
    status, text = run(bad, TOOLS, "build", "slides")
    lines = (bad / "book/01-bad.md").read_text().splitlines()
    assert status == 0
    if not any(map(shutil.which, handout.BROWSERS)):
        missing("chromium", "apt-get install chromium")
    for name in ("Tall", "Words"):
        line = lines.index(f"## {name}") + 1
        told = rf"^book/01-bad.md:{line}: the slide #{name.lower().replace(' ', '-')} is too full: <\w+> reaches \d+, \d+ of 1280, 720"
        assert re.search(told, text, re.M), text
    assert "#alone is too full" not in text


@pytest.mark.reads("symptoms")
def test_an_unknown_slide_in_a_remix_is_named(bad):
    deck = soup(bad / "_build/site/slides/mine.html")
    assert [s["id"] for s in deck.select("section[data-line]")] == ["mine", "alone"]
    assert not (bad / "_build/site/mine.html").exists()
    gone = MINE.replace("\nalone\n", "\nalone\ntwo\n") + "\n:::{take} 09-gone\nx\n:::\n"
    (bad / "slides/mine.md").write_text(gone)
    status, text = run(bad, TOOLS, "build", "slides")
    assert status == 1
    assert "slides/mine.md:12: WARNING: there is no slide 'two' in 01-bad" in text
    assert "slides/mine.md:15: WARNING: there is no chapter '09-gone'" in text


@pytest.mark.reads("symptoms")
def test_handouts_have_a_page_for_each_slide(tmp_path, browser):
    project = copy_project(tmp_path, {"01-good.md": "\n# Good\n\nNotes.\n\n## One\n\nNotes.\n\n:::{slide}\nYes\n:::\n"})
    (tmp_path / "bin").mkdir()
    if shell := shutil.which(BROWSERS[0]):  # in its place: it prints in half the time
        (tmp_path / "bin/chromium").symlink_to(shell)
    status, text = run(project, TOOLS, "build", "handout", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert status == 0, text
    slides = project / "_build/site/slides"
    for name in ("01-good.pdf", "01-good-notes.pdf"):
        pages = len(re.findall(rb"/Type\s*/Page\b", (slides / name).read_bytes()))
        assert pages == 2, name
        assert name in (slides / "index.html").read_text()
