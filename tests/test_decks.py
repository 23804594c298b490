"""Every slide of every deck, in a real browser: it fits, can be read, and works."""

import functools
import re
import threading
import tomllib
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import ROOT, SITE, command, copy_project

import test_site
from chapter import Chapter, chapter_paths

DECKS = [path.stem for path in chapter_paths()] + sorted(p.stem for p in (ROOT / "slides").glob("*.md"))
EXEMPT = tomllib.loads((ROOT / "tests/exemptions.toml").read_text("utf-8")).get("slide", [])
each_deck = pytest.mark.parametrize("deck", DECKS)

# Measures the current slide, with all its fragments, in pixels of 1280 x 720.
MEASURE = r"""() => {
  const slide = Reveal.getCurrentSlide(), scale = Reveal.getScale(), found = [];
  const frame = document.querySelector(".slides").getBoundingClientRect();
  const say = (rule, text) => found.push([rule, text]);
  const words = text => (text.match(/[\p{L}\p{N}_]+/gu) || []).length;
  const aside = slide.querySelector("aside.notes"), prose = slide.cloneNode(true);
  slide.querySelectorAll(".fragment").forEach(f => f.classList.add("visible"));
  for (const e of slide.querySelectorAll("*")) {
    if (e.closest("aside.notes, mjx-container") || !e.getClientRects().length) continue;
    const box = e.getBoundingClientRect(), at = side => (box[side] - frame[side == "right" ? "left" : side == "bottom" ? "top" : side]) / scale;
    const scrolls = e.closest(".scroll");
    if (!scrolls && (at("right") > 1282 || at("bottom") > 722 || at("left") < -2 || at("top") < -10))
      say("fits", `<${e.tagName.toLowerCase()}> reaches ${Math.round(at("right"))}, ${Math.round(at("bottom"))} of 1280, 720`);
    if (e.matches("pre, table, figure, .cell_output") && !scrolls &&
        (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      say("clipped", `<${e.tagName.toLowerCase()}> holds ${e.scrollWidth} x ${e.scrollHeight} in ${e.clientWidth} x ${e.clientHeight}`);
    const text = [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim());
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (text && size < 18) say("small", `${size} px: ${e.textContent.trim().slice(0, 30)}`);
  }
  prose.querySelectorAll("pre, aside, .book-link").forEach(e => e.remove());
  if (words(prose.textContent) > 60) say("words", `${words(prose.textContent)} words outside code`);
  for (const pre of slide.querySelectorAll("pre")) {
    if (pre.closest("aside.notes, .cell_output")) continue;
    const lines = pre.textContent.replace(/\n$/, "").split("\n"), width = Math.max(...lines.map(l => l.length));
    if (lines.length > 16) say("code", `${lines.length} lines of code`);
    if (width > 72) say("code", `${width} columns of code`);
  }
  const heading = slide.querySelector("h1, h2, h3");
  if (!heading || !heading.textContent.trim()) say("heading", "no heading");
  prose.querySelectorAll("h1, h2, h3").forEach(e => e.remove());
  if (!words(prose.textContent) && !slide.querySelector("pre, img, svg, video")) say("empty", "a heading alone");
  if (!aside || !words(aside.textContent)) say("notes", "no notes");
  else if (words(aside.innerText || aside.textContent) > 220) say("notes", `${words(aside.textContent)} words of notes`);
  for (const img of slide.querySelectorAll("img"))
    if (!img.alt.trim() || /\.\w{3,4}$/.test(img.alt) || !img.naturalWidth) say("alt", img.outerHTML.slice(0, 80));
  return [slide.id, +slide.dataset.line, found];
}"""


@pytest.fixture(scope="module")
def server(site):
    """The address of a server for the site."""
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Quiet, directory=site)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


@pytest.fixture
def page(browser):
    """A page of 1280 x 720 that fails the test on a script error or a foreign request."""
    page, problems = watched(browser)
    yield page
    page.close()
    assert not problems, problems


def watched(browser):
    """A page, and the list of its script errors and of its requests to other hosts."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if re.match(r"(file|data|blob|about):|http://127.0.0.1:", request.url)
            else problems.append(f"asks {request.url}"))
    return page, problems


def show(page, address):
    page.goto(address)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.evaluate("document.fonts.ready")


def check(page, address):
    """The faults of a deck's slides: {(slide id, rule): (line in its source, what)}."""
    show(page, address)
    faults = {}
    for h, v in page.evaluate("Reveal.getSlides().map(s => (i => [i.h, i.v || 0])(Reveal.getIndices(s)))"):
        page.evaluate("([h, v]) => Reveal.slide(h, v)", [h, v])
        name, line, found = page.evaluate(MEASURE)
        for rule, text in found:
            faults.setdefault((name, rule), (line, text))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    for id_ in {i for i in ids if ids.count(i) > 1}:
        faults[id_, "ids"] = 1, "the id is there twice"
    return faults


@each_deck
def test_every_slide_fits_and_can_be_read(deck, page, site):
    faults = check(page, (site / f"slides/{deck}.html").as_uri())
    exempt = {tuple(entry["id"].split("#")[1:]) + (entry["rule"],): entry for entry in EXEMPT
              if entry["id"].startswith(f"{deck}#")}
    source = f"book/{deck}.md" if deck[0].isdigit() else f"slides/{deck}.md"
    lines = [f"{source}:{line}: {rule}: {text} (#{name})"
             for (name, rule), (line, text) in faults.items() if (name, rule) not in exempt]
    lines += [f"tests/exemptions.toml:1: {deck}#{name} is good now: {rule}"
              for name, rule in exempt if (name, rule) not in faults]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@each_deck
def test_decks_are_accessible(deck, theme, page, server):
    """axe-core, WCAG 2.2 AA, on all slides at once: reveal.js's print view, in both themes."""
    show_all(page, f"{server}/slides/{deck}.html", theme)
    report(Axe().run(page, options=AXE), f"slides/{deck}.html ({theme})")


def show_all(page, address, theme):
    """Lay out all slides below one another; axe sees nothing of a slide that is not shown."""
    show(page, f"{address}?print-pdf")
    page.wait_for_selector(".pdf-page")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)  # print is light
    page.add_style_tag(content="body, .pdf-page, .slide-background { background: var(--bg) !important }")
    assert page.locator(".pdf-page").count() == page.evaluate("Reveal.getTotalSlides()")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible(theme, browser, server):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=theme)
    for name in ("index.html", "slides/index.html", f"{DECKS[1]}.html"):
        page.goto(f"{server}/{name}")
        report(Axe().run(page, options=AXE), f"{name} ({theme})")
    page.close()


AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"],
       "preload": False}


def report(results, where):
    lines = [f"{where}: {v['id']}: {v['help']}: {node['html'][:120]}"
             for v in results.response["violations"] for node in v["nodes"][:3]]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_the_right_arrow_visits_every_slide(page, site):
    show(page, (site / f"slides/{DECKS[1]}.html").as_uri())
    seen = {page.evaluate("Reveal.getCurrentSlide().id")}
    for _ in range(500):
        page.keyboard.press("ArrowRight")
        seen.add(page.evaluate("Reveal.getCurrentSlide().id"))
        if page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next"):
            break
    assert len(seen) == page.evaluate("Reveal.getTotalSlides()")


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


def test_the_keys_on_stage(page, site):
    """T: light or dark.  G: to a slide by its number.  Ctrl-Shift-F: search."""
    show(page, (site / f"slides/{DECKS[1]}.html").as_uri())
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.keyboard.press("g")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    assert page.evaluate("Reveal.getSlidePastCount()") == 4
    page.keyboard.press("Control+Shift+F")
    assert page.locator("#searchbox, .searchbox").first.is_visible()


def test_steps_and_outputs_come_one_by_one(page, site):
    """A cell's lines light up step by step; its output waits until asked for."""
    deck, slide = next((deck, s["id"]) for deck in DECKS
                       for s in soup(SITE / f"slides/{deck}.html").select("section[data-line]")
                       if s.select_one("pre[data-steps]") and s.select_one(".cell_output"))
    show(page, (site / f"slides/{deck}.html").as_uri() + f"#/{slide}")
    lit = "document.querySelectorAll('section.present pre[data-steps] .line:not(.dim)').length"
    assert page.evaluate(lit) < page.evaluate("document.querySelectorAll('section.present pre[data-steps] .line').length")
    output = page.locator("section.present:not(.stack) .cell_output").first
    assert output.evaluate("e => getComputedStyle(e).opacity") == "0"
    for _ in range(40):
        if output.evaluate("e => e.classList.contains('visible')"):
            break
        page.keyboard.press("ArrowRight")
    assert output.evaluate("e => getComputedStyle(e).opacity") == "1"


def test_a_phone_scrolls(browser, site):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    show(page, (site / f"slides/{DECKS[1]}.html").as_uri())
    assert page.evaluate("Reveal.isScrollView()")
    assert page.evaluate("document.documentElement.scrollWidth") <= 391
    page.close()


def test_fonts_come_from_the_site(page, site):
    show(page, (site / f"slides/{DECKS[1]}.html").as_uri() + "#/1")
    assert page.evaluate("document.fonts.check('20px \"Book Mono\"') && document.fonts.check('20px \"Source Sans Pro\"')")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    assert {name.strip('"') for name in loaded} >= {"Book Mono", "Source Sans Pro"}


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("path", chapter_paths(), ids=lambda path: path.stem)
def test_section_and_slide_link_to_each_other(path, site):
    page, deck = soup(site / f"{path.stem}.html"), soup(site / f"slides/{path.stem}.html")
    slides = {section["id"] for section in deck.select("section[data-line]")}
    links = [a["href"] for a in page.select("a.present")]
    assert links and all(link.partition("#/")[2] in slides for link in links)
    ids = {element["id"] for element in page.select("[id]")}
    for section in deck.select("section[data-line]"):
        link = section.find("a", class_="book-link", recursive=False)["href"]
        assert link.partition("#")[2] in ids, link
    first = {link.partition("#/")[2] for link in links}
    assert {s for s in slides if "--" not in s} <= first, "each section's slide has a link in the book"


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
<p id="twice">one</p><p id="twice" style="color: #999">two</p>
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


def test_faults_are_found(tmp_path, browser):
    """The checks above, on a deck that breaks every rule."""
    project = copy_project(tmp_path, {"01-bad.md": BAD})
    status, text = command(project, "book/build.py")
    assert status == 0, text
    page, problems = watched(browser)
    show(page, (project / "_build/site/slides/01-bad.html").as_uri() + "#/scrolls")
    assert page.evaluate("document.querySelector('#scrolls .scroll pre').scrollTop") > 100, "line 30 is in sight"
    deck = project / "_build/site/slides/01-bad.html"
    faults = check(page, deck.as_uri())
    assert any("nobody_defined_this" in problem for problem in problems), problems
    assert "asks http://example.invalid/picture.png" in problems
    assert {("html", "clipped"), ("html", "notes"), ("twice", "ids"), ("html", "alt")} <= set(faults)
    with pytest.raises(pytest.fail.Exception, match="#gone"):
        test_site.test_every_link_leads_somewhere({deck: soup(deck)})
    show_all(page, deck.as_uri(), "light")
    with pytest.raises(pytest.fail.Exception, match="color-contrast"):
        report(Axe().run(page, options=AXE), "the bad deck")
    assert {("tall", "fits"), ("wide-and-long", "code"), ("wide-and-long", "notes"), ("alone", "empty"),
            ("words", "words"), ("words", "small"), ("words", "alt"), ("words", "notes")} <= set(faults)
    assert not [rule for name, rule in faults if name == "scrolls"], faults
    lines = (project / "book/01-bad.md").read_text().splitlines()
    assert lines[faults["alone", "empty"][0] - 1] == "## Alone"
    page.close()


def test_an_unknown_slide_in_a_remix_is_named(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": "\n# Good\n\n## One\n\n:::{slide}\nYes\n:::\n"})
    mine = project / "slides/mine.md"
    mine.write_text("---\norphan: true\n---\n# Mine\n\n:::{slide}\nHello\n:::\n\n:::{take} 01-good\none\n:::\n")
    status, text = command(project, "book/build.py")
    assert status == 0, text
    deck = soup(project / "_build/site/slides/mine.html")
    assert [s["id"] for s in deck.select("section[data-line]")] == ["mine", "one"]
    assert not (project / "_build/site/mine.html").exists()
    mine.write_text(mine.read_text().replace("\none\n", "\none\ntwo\n") + "\n:::{take} 09-gone\nx\n:::\n")
    status, text = command(project, "book/build.py")
    assert status == 1
    assert "slides/mine.md:12: WARNING: there is no slide 'two' in 01-good" in text
    assert "slides/mine.md:15: WARNING: there is no chapter '09-gone'" in text


def test_handouts_have_a_page_for_each_slide(tmp_path, browser):
    import handout

    project = copy_project(tmp_path, {"01-good.md": "\n# Good\n\nNotes.\n\n## One\n\nNotes.\n\n:::{slide}\nYes\n:::\n"})
    status, text = command(project, "book/build.py", "handout")
    assert status == 0, text
    slides = project / "_build/site/slides"
    for name in ("01-good.pdf", "01-good-notes.pdf"):
        pages = len(re.findall(rb"/Type\s*/Page\b", (slides / name).read_bytes()))
        assert pages == 2, name
        assert name in (slides / "index.html").read_text()
    assert handout.BROWSERS
