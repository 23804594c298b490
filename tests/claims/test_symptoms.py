"""The symptom index shows what its scripts print, under every Python."""

import re
import shutil
import sqlite3
import subprocess
import sys

import pytest

from book.tools import needs
from book.tools.chapter import TOOLS
from book.tools.scripts import as_run, run
from book.tools.symptoms import DATA, ERROR, quoted, read
from tests.book.test_site import soup
from tests.support import HERE, fail, missing, pythons, warm

pytestmark = pytest.mark.reads("symptoms")

SYMPTOMS = {symptom.anchor: symptom for symptom in read()}
PYTHONS = {f"{major}.{minor}": path for (major, minor), path in pythons().items()}
each_symptom = pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=SYMPTOMS)
each_python = pytest.mark.parametrize("python", PYTHONS)


@pytest.fixture(scope="module")
def page(site):
    return soup(site / "symptoms.html")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What each fault prints under each Python: {(python, script): text}."""
    started = {}
    for python, command in PYTHONS.items():
        scripts = [fault.script for symptom in SYMPTOMS.values() for fault in symptom.fault if runs(fault, python)]
        started[python] = scripts, start(command, scripts, tmp_path_factory)
    return {(python, script): text(done) for python, (scripts, results) in started.items() for script, done in zip(scripts, results())}


def start(command, scripts, tmp_path_factory):
    """Start scripts under a Python: a function that waits for them, and gives each one's Done."""
    paths = []  # a folder for each, and for each Python: some scripts write files, and all run at once
    for script in scripts:
        paths.append(tmp_path_factory.mktemp("symptom") / "fault.py")
        paths[-1].write_text(script, encoding="utf-8")
        if "import postgres" in script:
            shutil.copy(TOOLS / "postgres.py", paths[-1].parent)
    results = warm(command).start([{"argv": [str(path)], "cwd": str(path.parent)} for path in paths], at_once=12)  # they mostly wait
    return lambda: [as_run(path, *printed, version=(0,)) for path, printed in zip(paths, results())]  # the words of its own version


def runs(fault, python):
    """Whether this Python has what the script needs: that of the tests alone has libraries."""
    return not fault.needs or python == "{}.{}".format(*HERE) and not needs.missing(fault.needs)


def text(done):
    """What the page shows of a run: where a program ends with an error that, else everything."""
    text = "\n".join(filter(None, [done.out, done.err]))
    if done.status:
        group = re.findall(rf"\| ({ERROR}: .*)", text)
        text = "\n".join(group or re.findall(rf"^(?!\w+Warning){ERROR}(?:: .*|$)", text, re.M)[-1:])
    text = re.sub(r"\S*[/\\]((?:asyncio|unittest)[/\\]\w+\.py):\d+", r"…/\1:…", text)
    text = re.sub(r"\.\.\.\S*fault\.py", "...fault.py", text)
    text = re.sub(r"\('127\.0\.0\.1', \d{4,}\)", "('127.0.0.1', …)", text)
    return re.sub(r"(took |fd=|thread id |process pid )\d+(?:\.\d+)?", r"\1…", text)


def line(*parts):
    """The number of the line of symptoms.toml with the last of *parts*, each below the one before."""
    text, at = DATA.read_text(encoding="utf-8"), 0
    for part in parts:
        at = text.index(part, at)
    return text.count("\n", 0, at) + 1


@each_python
@each_symptom
def test_script_prints_the_text(symptom, python, outputs):
    for fault in symptom.fault:
        if not runs(fault, python):
            continue
        key, want = fault.expected(tuple(map(int, python.split("."))))
        got = outputs[python, fault.script]
        if got != want.strip():
            fail(f"book/symptoms.toml:{line(fault.script, key)}", f"Python {python} prints another text",
                 want.strip(), got, ("book/symptoms.toml", f"Python {python}"))


@each_symptom
def test_page_shows_the_texts(symptom, page):
    page = page.find(id=symptom.anchor)
    assert page, f"no #{symptom.anchor} on the page"
    rows = [[cell.get_text().strip() for cell in row.select("th, td")] for row in page.select("tr")]
    scripts = [pre.get_text().strip() for pre in page.select("details pre")]
    for fault in symptom.fault:
        here = f"book/symptoms.toml:{line(fault.script)}"
        for want in [fault.labels, [text.strip() for text in fault.text.values()]]:
            if want not in rows:
                fail(here, "the page does not show this", "\n".join(want), "\n".join(sum(rows, [])))
        assert fault.script.strip() in scripts, f"{here}: this script is not on the page"
    for link in symptom.section:
        assert page.select(f'a[href*="{link.replace(".md", ".html")}"]'), f"no link to {link}"


def test_pdf_shows_the_texts(site):
    pdf = site / "async-python.pdf"
    if not pdf.exists():
        missing("async-python.pdf", "make pdf")
    try:
        done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True)
    except FileNotFoundError:
        missing("pdftotext", "apt-get install poppler-utils")
    shown = re.sub(r"\W+", "", done.stdout)  # long lines are broken
    for fault in [fault for symptom in SYMPTOMS.values() for fault in symptom.fault]:
        for text in "\n".join(fault.text.values()).splitlines():
            if re.sub(r"\W+", "", text) not in shown:
                fail(f"book/symptoms.toml:{line(fault.script)}", f"the PDF does not show: {text}")


@each_symptom
def test_title_quotes_the_texts(symptom):
    texts = "\n".join(text for fault in symptom.fault for text in fault.text.values())
    for quote in quoted(symptom):
        if not quote.search(texts):
            fail(f"book/symptoms.toml:{line(symptom.title)}", f"no text has {quote.pattern}", quote.pattern, texts)


@each_symptom
def test_what_a_script_needs_is_there(symptom):
    for fault in symptom.fault:
        if lost := [need for need in fault.needs if not needs.version(need)]:
            missing(", ".join(lost), needs.missing(lost).partition(": ")[2])


def test_a_transaction_that_begins_immediate_may_write_later(tmp_path):
    """The cure of `database is locked` in the mode WAL; without it the script of this symptom shows the error."""
    assert "A transaction that reads\nfirst and writes later begins with `begin immediate`." in SYMPTOMS["sym-sqlite-locked"].cure
    one, other = (sqlite3.connect(tmp_path / "readings.db", timeout=0, isolation_level=None) for _ in range(2))
    one.execute("pragma journal_mode = wal")
    one.execute("create table readings (n)")
    other.execute("begin immediate")
    other.execute("select * from readings").fetchall()
    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        one.execute("insert into readings values (21)")  # it is this one that waits
    other.execute("insert into readings values (22)")
    other.execute("commit")
    one.execute("insert into readings values (21)")
    assert one.execute("select n from readings").fetchall() == [(22,), (21,)]
    one.close()
    other.close()


def test_for_update_wants_read_committed(tmp_path):
    """The cure of `could not serialize access`: in the isolation of its script `for update` fails too."""
    symptom = SYMPTOMS["sym-could-not-serialize"]
    assert "`for update`, and leave the isolation at its\ndefault, *read committed*" in symptom.cure
    if not runs(symptom.fault[0], "{}.{}".format(*HERE)):
        missing("asyncpg or PostgreSQL", needs.missing(symptom.fault[0].needs))
    shutil.copy(TOOLS / "postgres.py", tmp_path)
    path = tmp_path / "fault.py"
    for isolation, want in [("read_committed", "2"), ("repeatable_read", symptom.fault[0].text["3.11"].strip())]:
        script = symptom.fault[0].script.replace("repeatable_read", isolation).replace('from seats"', 'from seats for update"')
        all_sold = 'sell(pool))\n        print(await pool.fetchval("select sold from seats"))\n'
        path.write_text(script.replace("sell(pool))\n", all_sold), encoding="utf-8")
        assert text(run(path)) == want


def test_no_two_entries_have_one_anchor():
    assert len(SYMPTOMS) == len(read())


@pytest.mark.parametrize("old, new", [
    ("'coroutine' object is not iterable", "'coroutine' object cannot be iterated"),
    ("for celsius in readings():", "for celsius in await readings():"),
])
def test_a_changed_text_is_found(old, new, tmp_path, monkeypatch):
    """A wrong text, and a script that does not have the fault any more."""
    data, python = tmp_path / "symptoms.toml", "{}.{}".format(*sys.version_info)
    data.write_text(DATA.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "DATA", data)
    changed = next(symptom for symptom in read(data) if symptom.anchor == "sym-coroutine-as-value")
    outputs = {}
    for fault in changed.fault:
        path = tmp_path / "fault.py"
        path.write_text(fault.script, encoding="utf-8")
        outputs[python, fault.script] = text(run(path))
    with pytest.raises(pytest.fail.Exception) as error:
        test_script_prints_the_text(changed, python, outputs)
    where = f"book/symptoms.toml:{line('celsius in', '3.11')}: Python {python} prints another text\n"
    assert str(error.value).startswith(where), error.value
    assert re.search(r"^-TypeError: 'coroutine' object .*itera", str(error.value), re.M), error.value
