"""Runs the cells of a page, as a notebook does.

The page is here three times: `emit(kind, cell, run, text)` shows something below a cell,
soon, `show()` shows it now, `wake()` asks for the loop's next tick.
"""

import ast
import asyncio
import builtins
import contextlib
import contextvars
import dataclasses
import gc
import glob
import html
import inspect
import io
import json
import linecache
import re
import sys
import traceback
from time import perf_counter  # that of a virtual clock takes its place in time

import pageloop
from page import emit, show, wake
from pageloop import LOOP, TERMINAL

import __main__

HERE = __file__.removesuffix("runner.py")
CODE = HERE + "code"  # as the folder code/ of the project: the checker, the tools, what chapters import
CHAPTERS = sorted(glob.glob(f"{CODE}/*-*"))
sys.path += [CODE, f"{CODE}/tools", *CHAPTERS]

import memnet  # noqa: E402

asyncio.open_connection, asyncio.start_server = memnet.open_connection, memnet.start_server  # a page has no sockets
NAMES = __main__.__dict__
OUT = NAMES["Out"] = {}
CELL = contextvars.ContextVar("cell")  # (cell, run): where a task prints
TOOL = 4  # for sys.monitoring: one that no debugger, profiler or coverage uses
SCRIPT = re.compile(r"\basyncio\.(run|Runner)\(|\.run_(until_complete|forever)\(")
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LIMIT = 200_000  # characters of output in one run
VALUE = 20_000  # characters of a value or of a traceback
NO_THREADS = "RuntimeError: can't start new thread"
LACKS = {"threads": NO_THREADS, "signals": "NotImplementedError: a web page has no signals",  # what checks pretend
         "processes": r"NotImplementedError: a web page has no processes|OSError: \[Errno (52|138)\]"}
HINTS = {  # what an error says here where elsewhere the cell works: a sentence on it
    NO_THREADS: f"A web page has no threads: {TERMINAL}.",
    r"OSError: \[Errno (52|138)\]|\w+Error: .*(multiprocessing|'_interp|'_posix)":
        f"A web page has no processes: {TERMINAL}.",
    "ConnectionRefusedError": "A web page has no network: its cells reach servers of the same page, and no others.",
}
last = 0, 0  # the (cell, run) that was started last
printed = 0
stopped = None  # the cell whose Stop was pressed


class Output(io.TextIOBase):
    """sys.stdout and sys.stderr."""

    def __init__(self, kind):
        self.kind = kind

    def write(self, text):
        global printed
        before, printed = printed, printed + len(text)
        if before < LIMIT:
            emit(self.kind, *CELL.get(last), text[:LIMIT - before])
        if before <= LIMIT < printed:
            emit("note", *CELL.get(last), f"\n[more than {LIMIT:,} characters: the rest of the output is not shown]\n")
        return len(text)

    def flush(self):  # also when it is closed: the other cells go on
        show()


def no_input(prompt=""):
    raise EOFError(f"input() does not work in a web page: {TERMINAL}")


sys.stdout, sys.stderr, builtins.input = Output("out"), Output("err"), no_input
gc.enable()  # off while Python starts (compile.mjs)


def parse(cell, source):
    name = f"<cell {cell}>"  # warnings and tracebacks show the reader's own lines
    linecache.cache[name] = len(source), None, source.splitlines(True), name
    return ast.parse(source, name), name


def compiled(cell, source):
    """The code of a cell; the value of a last expression is kept in `_value`."""
    tree, name = parse(cell, source)
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        shown = tree.body[-1]
        target = ast.copy_location(ast.Name("_value", ast.Store()), shown)
        tree.body[-1] = ast.copy_location(ast.Assign([target], shown.value), shown)
    return compile(tree, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


# --- what a cell knows: what the page shows above it, now
#
# A cell above counts for what its last run set, if it ran as it reads now; if not, for its
# definitions: imports, def, class, and values without a call.  So an edit counts at once, a
# reset takes it back, and nothing of a text that is no longer there, or stands below, stays.
# Where a text further up was changed since a cell ran, its definitions are made again.


@dataclasses.dataclass
class Made:
    """The names that a cell has set: as it read then, below cells that read so (a hash)."""

    source: str
    above: int
    names: dict
    ended: bool = False  # without an error


ran, defined, earlier = {}, {}, {}  # by cell; earlier has the names that the run before the last has set
GONE = object()  # the value of a name that was deleted
EMPTY = dict(NAMES)
begun = EMPTY, Made("", 0, {})  # the names when the last run began, and what it makes


def difference(before):
    """What was set or deleted since the names were *before*."""
    names = {name: value for name, value in NAMES.items() if before.get(name, GONE) is not value}
    return names | {name: GONE for name in before if name not in NAMES}


def put(names):
    for name, value in names.items():
        if value is GONE:
            NAMES.pop(name, None)
        else:
            NAMES[name] = value


def definitions(cell, source):
    """Run the imports, definitions and constants of a cell."""
    with contextlib.suppress(SyntaxError), contextlib.redirect_stdout(io.StringIO()):
        tree, name = parse(cell, source)
        for node in tree.body:
            constant = isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
                isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node))
            if constant or isinstance(node, DEFINITIONS):
                with contextlib.suppress(Exception):  # the reader will see it when running that cell
                    exec(compile(ast.Module([node], []), name, "exec"), NAMES)


def stand_below(above):
    """Make the names what the cells *above* give.

    Returns a hash of them, and those that ran before a cell further up was changed.
    """
    begun[1].names = difference(begun[0])
    others = ran.keys() - {other for other, _ in above}
    needed = dict(NAMES) if any(map(tasks, others)) else {}  # by tasks of other cells, which go on
    NAMES.clear()
    NAMES.update(EMPTY)
    stale, key = [], 0
    for other, text in above:
        made = ran.get(other)
        if as_shown := made and made.source == text:
            put(made.names)
            if made.above != key:
                stale.append(other)
        if not as_shown or other in stale:
            known, before = defined.get(other), dict(NAMES)
            if known and (known.source, known.above) == (text, key):
                put(known.names)
            else:
                definitions(other, text)
                defined[other] = Made(text, key, difference(before))
        key = hash((key, text))
    if OUT:
        NAMES.setdefault("_", OUT[max(OUT)])
    for name in needed.keys() - NAMES.keys():
        NAMES[name] = needed[name]
    return key, stale


def listed(cells):
    return f"cell{'s' * (len(cells) > 1)} {', '.join(map(str, cells))}"


def why_unknown(name, cell, above):
    """What to tell who uses a name that is not known above."""
    unrun = [other for other, text in above if re.search(rf"\b{name}\b", text)
             and (other not in ran or ran[other].source != text or not ran[other].ended)]
    if unrun:
        return (f"Run the cells above first: {listed(unrun)} did not run to the end as shown now, "
                "and of what did not run only definitions are known.")
    if name in earlier.get(cell, ()):
        return f"`{name}` was set by an earlier run of this cell; each run begins with what stands above it."
    for other, made in ran.items():
        if other > cell and made.names.get(name, GONE) is not GONE:
            return f"`{name}` was set by cell {other}; a cell knows only what stands above it."
    return ""


def why_missing(name):
    """What to tell who imports a module that is not in the page."""
    if name in sys.stdlib_module_names:
        return f"A web page has no `{name}`: it needs an operating system; {TERMINAL}."
    return f"A web page has the standard library alone, and `{name}` is not in it: install it, and {TERMINAL}."


def without_ours(trace):
    """A traceback without the frames of this file and of pageloop.py."""
    trace.stack[:] = [frame for frame in trace.stack if not frame.filename.startswith(HERE)]
    for part in (trace.__cause__, trace.__context__, *(trace.exceptions or ())):
        if part:
            without_ours(part)
    return trace


def cut(text):
    return text if len(text) <= VALUE else f"{text[:VALUE]}\n[the first {VALUE:,} of {len(text):,} characters]"


def show_error(cell, run, error, above):
    """Show a traceback, and a hint where the error is one of the page's; returns the cell's state."""
    text = "".join(without_ours(traceback.TracebackException.from_exception(error)).format())
    lacks = [what for what, says in LACKS.items() if re.search(rf"^[ |]*({says})", text, re.M)]
    if above is None and lacks:
        emit("note", cell, run, f"A web page has no {lacks[0]}, so Run cannot show this. "
             "Check can judge it: it simulates them. Or run it in a terminal.\n")
        return "unable"
    emit("err", cell, run, cut(text.rstrip("\n")) + "\n")
    hints = [hint for says, hint in HINTS.items() if re.search(rf"^[ |]*({says})", text, re.M)]
    unknown = re.search(r"^[ |]*NameError: name '(\w+)' is not defined", text, re.M)
    missing = re.search(r"^[ |]*ModuleNotFoundError: No module named '(\w+)", text, re.M)
    hints += [why_unknown(unknown[1], cell, above)] if unknown and above is not None else []
    hints += [why_missing(missing[1])] if missing else []
    for hint in filter(None, hints):
        emit("note", cell, run, hint + "\n")
    return "error"


def tasks(cell):
    """The unfinished tasks that a cell started."""
    return [task for task in asyncio.all_tasks(LOOP) if task.get_context().get(CELL, last)[0] == cell]


def show_value(cell, run, value):
    """Show the value of a cell's last expression."""
    OUT[run] = NAMES["_"] = value  # as in a notebook: so a coroutine shown is not lost
    picture = getattr(type(value), "_repr_html_", None)
    if picture:
        emit("html", cell, run, picture(value))
    else:
        emit("out", cell, run, cut(repr(value)) + "\n")


def finish(cell, run, error, above):
    """Show a cell's value or error, and say that it is done."""
    value = NAMES.pop("_value", None)
    if value is not None and not error:
        try:
            show_value(cell, run, value)
        except Exception as broken:  # its __repr__
            error = broken
    state = "ok"
    if isinstance(error, asyncio.CancelledError) and stopped == cell:
        emit("note", cell, run, "Stopped.\n")
    elif isinstance(error, SystemExit):  # a script that ends itself shows no traceback, but the text that it gave
        if isinstance(error.code, str):
            emit("err", cell, run, cut(error.code) + "\n")
        emit("note", cell, run, f"The program ended itself with {error!r:.80}.\n")
        state = "error" if error.code else "ok"
    elif error:
        state = show_error(cell, run, error, above)
    begun[1].ended = state == "ok" and stopped != cell
    left = tasks(cell)
    for task in left:
        task.add_done_callback(lambda _: tasks(cell) or emit("done", cell, run, state))
    emit("done", cell, run, "left" if left and state == "ok" else state)


async def plain(code):
    exec(code, NAMES)


def import_from(chapter):
    """Of modules with one name, the page takes its own chapter's; a page of several chapters takes the first."""
    if (folder := f"{CODE}/{chapter}") in CHAPTERS:
        sys.path.remove(folder)
        sys.path.insert(0, folder)


def run_cell(cell, run, source, original, above=None):
    """Run a cell: in the page's loop, or as a script where it starts a loop of its own.

    It stands below the cells *above*, as (cell, source); an exercise stands alone (None).  A cell
    whose *original* text calls `asyncio.run` shows what a notebook says to that.
    """
    global last, printed, stopped, begun
    stop(cell)  # what its previous run left
    above = above and [tuple(other) for other in above]
    last, printed, stopped = (cell, run), 0, None
    key, stale = stand_below(above or [])
    begun = dict(NAMES), Made(source, key, {})
    if above is None:
        NAMES["__file__"] = f"{HERE}exercise.py"  # as the checker does
        with open(NAMES["__file__"], "w", encoding="utf-8") as file:
            file.write(source)
    else:
        earlier[cell] = ran[cell].names if cell in ran else {}
        ran[cell] = begun[1]
    NAMES.pop("__warningregistry__", None)  # as in a notebook: each run warns again
    context = contextvars.copy_context()
    context.run(CELL.set, last)
    if stale:
        emit("note", cell, run, f"What {listed(stale)} computed is from before a change further up: run again from there.\n")

    def end(error=None):
        context.run(finish, cell, run, error, above)

    try:
        code = compiled(cell, source)
    except SyntaxError as error:
        end(error.with_traceback(None))
        return
    awaits = code.co_flags & inspect.CO_COROUTINE
    if not awaits and SCRIPT.search(source) and not SCRIPT.search(original):
        try:
            context.run(exec, code, NAMES)
        except BaseException as error:
            end(error)
        else:
            end()
        return
    task = LOOP.create_task(eval(code, NAMES) if awaits else plain(code), context=context)
    task.add_done_callback(lambda _: end(asyncio.CancelledError() if task.cancelled() else task.exception()))
    wake()


def check_cell(cell, run, number, source):
    """Judge the solution of an exercise, with the checker and in the words of the shell.

    The page is told first what to say, after how many seconds without an end: one verdict for who
    computes, one for who waits; and again, with the line, as soon as a loop or a wait takes long.
    """
    global last
    stop(cell)
    last = cell, run
    import check  # only now: it takes time
    exercise = check.find(number)
    began = 0

    def verdict(points, printed=""):
        return linked(check.report(exercise, exercise.answer.name, points, printed, width=None))

    def late(line=0):
        points = [check.still_running(check.SECONDS, line, how) for how in ("loop", "wait")]
        for point in points if not line else ():
            point.text += f" In a terminal, `python check.py {number}` names the line."
        return [verdict([point]) for point in points]

    def limited(*args, **kwargs):
        """A run of a program for the judge; each has the whole limit, because a phone may be slow."""
        nonlocal began
        began = perf_counter()
        emit("limit", cell, run, limit)
        return in_time(*args, **kwargs)

    def jumps(code, at, _):
        """It went back to the start of a loop."""
        nonlocal began
        if perf_counter() - began > check.SECONDS / 10:
            began = perf_counter()
            lines = (line for begin, end, line in code.co_lines() if begin <= at < end)
            emit("late", cell, run, json.dumps(late(next(lines, 0) or 0)))

    def blocks(seconds):
        """It waits, really: outside of the judge's programs, whose clock is virtual."""
        stack = traceback.extract_stack()
        lines = [frame.lineno for frame in stack if frame.filename == exercise.answer.name]
        emit("late", cell, run, json.dumps(late(*lines[-1:])))
        block(seconds)

    limit = json.dumps([check.SECONDS, *late()])
    in_time, check.run = check.run, limited
    plain_code, check.compiled = check.compiled, watched(check.compiled)
    block, pageloop.block = pageloop.block, blocks
    sys.monitoring.use_tool_id(TOOL, "check")
    sys.monitoring.register_callback(TOOL, sys.monitoring.events.JUMP, jumps)
    try:
        with check.printed_by_it() as printed:
            began = perf_counter()
            emit("limit", cell, run, limit)
            points = check.judge(number, source)
    finally:
        sys.monitoring.clear_tool_id(TOOL)
        sys.monitoring.free_tool_id(TOOL)
        check.run, check.compiled, pageloop.block = in_time, plain_code, block
    emit("html", cell, run, verdict(points, str(printed)))
    emit("done", cell, run, "ok" if all(point.right for point in points) else "wrong")


def watched(compiled):
    """A function that compiles a submission so that its jumps, and no others, are told."""
    def watch(*args):
        todo = [code := compiled(*args)]
        for part in todo:
            sys.monitoring.set_local_events(TOOL, part, sys.monitoring.events.JUMP)
            todo += [const for const in part.co_consts if inspect.iscode(const)]
        return code
    return watch


def linked(report):
    """A report of the checker as HTML: a line is a paragraph, the address of a section a link."""
    lines = [re.sub(r"^ {9}([\w-]+\.html#[\w-]+)$", r'         <a href="\1">\1</a>', html.escape(line)) + "\n"
             for line in report.splitlines()]
    return f'<div class="live-report"><span>{"</span><span>".join(lines)}</span></div>'


def stop(cell):
    """Cancel what a cell started."""
    global stopped
    stopped = cell
    for task in tasks(cell):
        task.cancel()
    wake()
