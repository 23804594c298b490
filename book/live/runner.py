"""Runs the cells of a page, as a notebook does.

The page is here twice: `emit(kind, cell, run, text)` shows something below a cell,
`wake()` asks for the loop's next tick.
"""

import __main__
import ast
import asyncio
import builtins
import contextlib
import contextvars
import glob
import inspect
import io
import linecache
import re
import sys
import traceback

from page import emit, wake
from pageloop import LOOP, TERMINAL

HERE = __file__.removesuffix("runner.py")
CODE = HERE + "code"  # as the folder code/ of the project: the checker, the tools, what chapters import
sys.path += [CODE, f"{CODE}/tools", *sorted(glob.glob(f"{CODE}/[0-9]*"))]
NAMES = __main__.__dict__
OUT = NAMES["Out"] = {}
CELL = contextvars.ContextVar("cell")  # (cell, run): where a task prints
SCRIPT = re.compile(r"\basyncio\.(run|Runner)\(|\.run_(until_complete|forever)\(")
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LIMIT = 200_000  # characters of output in one run
UNRUN = "Run the cells above first: of them only definitions are known here."
HINTS = {  # what an error says here where elsewhere the cell works: a sentence on it
    "NameError: ": UNRUN,
    "RuntimeError: can't start new thread": f"A web page has no threads: {TERMINAL}.",
    r"OSError: \[Errno (52|138)\]|\w+Error: .*(multiprocessing|'_interp|'_posix)":
        f"A web page has no processes: {TERMINAL}.",
}
last = 0, 0  # the (cell, run) that was started last
printed = 0
stopped = None  # the cell whose Stop was pressed
ran, defined = set(), set()  # cells


class Output(io.TextIOBase):
    """sys.stdout and sys.stderr."""

    def __init__(self, kind):
        self.kind = kind

    def write(self, text):
        global printed
        before, printed = printed, printed + len(text)
        if printed <= LIMIT:
            emit(self.kind, *CELL.get(last), text)
        elif before <= LIMIT:
            emit("err", *CELL.get(last), "\n[the rest of the output is not shown]\n")
        return len(text)


def no_input(prompt=""):
    raise EOFError(f"input() does not work in a web page: {TERMINAL}")


sys.stdout, sys.stderr, builtins.input = Output("out"), Output("err"), no_input


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


def define(cell, source):
    """Imports, definitions and constants of a cell that was not run; once."""
    if cell in defined:
        return
    defined.add(cell)
    with contextlib.suppress(SyntaxError):
        tree, name = parse(cell, source)
        for node in tree.body:
            constant = isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
                isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node))
            if constant or isinstance(node, DEFINITIONS):
                with contextlib.suppress(Exception):  # the reader will see it when running that cell
                    exec(compile(ast.Module([node], []), name, "exec"), NAMES)


def without_ours(trace):
    """A traceback without the frames of this file and of pageloop.py."""
    trace.stack[:] = [frame for frame in trace.stack if not frame.filename.startswith(HERE)]
    for part in (trace.__cause__, trace.__context__, *(trace.exceptions or ())):
        if part:
            without_ours(part)
    return trace


def show_error(cell, run, error, unrun):
    """Show a traceback, and a hint where the error is one of the page's."""
    text = "".join(without_ours(traceback.TracebackException.from_exception(error)).format())
    emit("err", cell, run, text)
    for says, hint in HINTS.items():
        if (unrun or hint != UNRUN) and re.search(rf"^[ |]*({says})", text, re.M):
            emit("note", cell, run, hint + "\n")


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
        emit("out", cell, run, repr(value) + "\n")


def finish(cell, run, error, unrun):
    """Show a cell's value or error, and say that it is done."""
    value = NAMES.pop("_value", None)
    if value is not None and not error:
        try:
            show_value(cell, run, value)
        except Exception as broken:  # its __repr__
            error = broken
    if isinstance(error, asyncio.CancelledError) and stopped == cell:
        emit("note", cell, run, "Stopped.\n")
        error = None
    elif error:
        show_error(cell, run, error, unrun)
    state = "error" if error else "ok"
    left = tasks(cell)
    for task in left:
        task.add_done_callback(lambda _: tasks(cell) or emit("done", cell, run, state))
    emit("done", cell, run, "left" if left and not error else state)


async def plain(code):
    exec(code, NAMES)


def run_cell(cell, run, source, original, above):
    """Run a cell: in the page's loop, or as a script where it starts a loop of its own.

    Definitions in the cells *above*, as (cell, source), are made first.  A cell whose
    *original* text calls `asyncio.run` shows what a notebook says to that.
    """
    global last, printed, stopped
    stop(cell)  # what its previous run left
    unrun = [other for other in above if other[0] not in ran]
    for other in unrun:
        define(*other)
    ran.add(cell)
    last, printed, stopped = (cell, run), 0, None
    NAMES.pop("__warningregistry__", None)  # as in a notebook: each run warns again
    context = contextvars.copy_context()
    context.run(CELL.set, last)

    def end(error=None):
        context.run(finish, cell, run, error, unrun)

    try:
        code = compiled(cell, source)
    except SyntaxError as error:
        return end(error.with_traceback(None))
    awaits = code.co_flags & inspect.CO_COROUTINE
    if not awaits and SCRIPT.search(source) and not SCRIPT.search(original):
        try:
            context.run(exec, code, NAMES)
        except BaseException as error:
            return end(error)
        return end()
    task = LOOP.create_task(eval(code, NAMES) if awaits else plain(code), context=context)
    task.add_done_callback(lambda _: end(asyncio.CancelledError() if task.cancelled() else task.exception()))
    wake()


def check_cell(cell, run, number, source):
    """Judge the solution of an exercise, with the checker and in the words of the shell."""
    global last
    stop(cell)
    last = cell, run
    import check  # only now: it takes time
    exercise = check.find(number)
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
        points = check.judge(number, source)
    emit("out", cell, run, check.report(exercise, exercise.answer.name, points, printed.getvalue()) + "\n")
    emit("done", cell, run, "ok" if all(point.right for point in points) else "wrong")


def stop(cell):
    """Cancel what a cell started."""
    global stopped
    stopped = cell
    for task in tasks(cell):
        task.cancel()
    wake()
