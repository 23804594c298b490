"""Runs the cells of a page, as a notebook does.

The page is here twice: `emit(kind, cell, run, text)` shows something below a cell,
`wake(ms)` asks for the loop's next tick.
"""

import __main__
import ast
import asyncio
import builtins
import contextlib
import contextvars
import inspect
import io
import linecache
import re
import sys
import traceback

from page import emit, wake
from pageloop import LOOP, TERMINAL

HERE = __file__.removesuffix("runner.py")
NAMES = __main__.__dict__
OUT = NAMES["Out"] = {}
CELL = contextvars.ContextVar("cell", default=None)  # (cell, run): where a task prints
SCRIPT = re.compile(r"\basyncio\.(run|Runner)\(|\.run_(until_complete|forever)\(")
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LIMIT = 200_000  # characters of output in one run
last = 0, 0  # the (cell, run) that was started last
printed = 0
stopped = None  # the cell whose Stop was pressed


class Output(io.TextIOBase):
    """sys.stdout and sys.stderr."""

    def __init__(self, kind):
        self.kind = kind

    def writable(self):
        return True

    def write(self, text):
        global printed
        before, printed = printed, printed + len(text)
        if printed <= LIMIT:
            emit(self.kind, *(CELL.get() or last), text)
        elif before <= LIMIT:
            emit("err", *(CELL.get() or last), "\n[the rest of the output is not shown]\n")
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


def leaves(error):
    """The exceptions in a group, or the exception itself."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def hints(error, unrun):
    """One sentence for what works elsewhere, but not here."""
    for leaf in leaves(error):
        if isinstance(leaf, NameError) and unrun:
            yield "Run the cells above first: of them only definitions are known here."
        if isinstance(leaf, RuntimeError) and "start new thread" in str(leaf):
            yield f"A web page has no threads: {TERMINAL}."
        if (isinstance(leaf, OSError) and leaf.errno in (52, 138)
                or isinstance(leaf, ImportError) and re.match("_(multiproc|interp|posix)", leaf.name or "")
                or "multiprocessing" in str(leaf)):
            yield f"A web page has no processes: {TERMINAL}."


def without_ours(trace):
    """A traceback without the frames of this file and of pageloop.py."""
    trace.stack[:] = [frame for frame in trace.stack if not frame.filename.startswith(HERE)]
    for part in (trace.__cause__, trace.__context__, *(trace.exceptions or ())):
        if part:
            without_ours(part)
    return trace


def finish(cell, run, error, unrun):
    """Show a cell's value or error, and say that it is done."""
    if isinstance(error, asyncio.CancelledError) and stopped == cell:
        emit("note", cell, run, "Stopped.\n")
    elif error:
        emit("err", cell, run, "".join(without_ours(traceback.TracebackException.from_exception(error)).format()))
        for hint in dict.fromkeys(hints(error, unrun)):
            emit("note", cell, run, hint + "\n")
    value = NAMES.pop("_value", None)
    if value is not None and not error:
        OUT[run] = NAMES["_"] = value  # as in a notebook: so a coroutine shown is not lost
        picture = getattr(value, "_repr_html_", None)
        emit(*(("html", cell, run, picture()) if picture else ("out", cell, run, repr(value) + "\n")))
    left = tasks(cell)
    for task in left:
        task.add_done_callback(lambda _: tasks(cell) or emit("done", cell, run, "ok"))
    emit("done", cell, run, "error" if error else "left" if left else "ok")


def tasks(cell):
    """The unfinished tasks that a cell started."""
    return [t for t in asyncio.all_tasks(LOOP) if (t.get_context().get(CELL) or last)[0] == cell]


async def plain(code):
    exec(code, NAMES)


def run_cell(cell, run, source, original, unrun):
    """Run a cell: in the page's loop, or as a script where it starts a loop of its own.

    A cell whose original text calls `asyncio.run` shows what a notebook says to that.
    """
    global last, printed, stopped
    stop(cell)  # what its previous run left
    last, printed, stopped = (cell, run), 0, None
    NAMES.pop("__warningregistry__", None)  # as in a notebook: each run warns again
    context = contextvars.copy_context()
    context.run(CELL.set, last)
    try:
        code = compiled(cell, source)
    except SyntaxError as error:
        error.__traceback__ = None
        return finish(cell, run, error, unrun)
    awaits = code.co_flags & inspect.CO_COROUTINE
    if not awaits and SCRIPT.search(source) and not SCRIPT.search(original):
        error = None
        try:
            context.run(exec, code, NAMES)
        except BaseException as caught:
            error = caught
        return context.run(finish, cell, run, error, unrun)

    def done(task):
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        finish(cell, run, error, unrun)

    task = LOOP.create_task(eval(code, NAMES) if awaits else plain(code), context=context)
    task.add_done_callback(done, context=context)
    wake(0)


def check_cell(cell, run, number, source):
    """Judge the solution of an exercise, with the checker and in the words of the shell."""
    global last
    stop(cell)
    last = cell, run
    import check
    exercise = check.find(number)
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
        points = check.judge(number, source)
    text = f"Exercise {number}, {exercise.title} ({exercise.file})\n{check.text(points)}\n"
    if printed.getvalue():
        lines = printed.getvalue().splitlines()[:20]
        text += "It printed:\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)
    emit("out", cell, run, text)
    emit("done", cell, run, "ok" if all(point.right for point in points) else "wrong")


def define(cell, source):
    """Imports, definitions and constants of a cell above that was not run."""
    try:
        tree, name = parse(cell, source)
    except SyntaxError:
        return
    tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)
                 or isinstance(node, (ast.Assign, ast.AnnAssign))
                 and not any(isinstance(n, (ast.Call, ast.Await)) for n in ast.walk(node))]
    for node in tree.body:
        try:
            exec(compile(ast.Module([node], []), name, "exec"), NAMES)
        except Exception:
            pass  # the reader will see it when running that cell


def stop(cell):
    """Cancel what a cell started."""
    global stopped
    stopped = cell
    for task in tasks(cell):
        task.cancel()
    wake(0)
