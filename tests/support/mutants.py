"""Mutants of a program: the same text with one small change, made from its syntax tree; and which of them a judge accepts.

``mutants.py NUMBER`` judges those of an exercise's solution, in this process, and prints JSON:
[[key, accepted], …].  A key names the kind of change and what it changes, and no line: it
stays the same where other things change.
"""

import ast
import contextlib
import copy
import gc
import inspect
import io
import json
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

SECONDS = 0.5  # of the processor, for one mutant; really, for one that waits, ten times as many
MOST = 150  # mutants of one solution; where there are more, each kind gives some

SLOW = re.compile(r"^import (socket|subprocess)", re.M)  # it is judged on the real clock

COMPARED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
            ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
           ast.Mod: ast.FloorDiv}
NAMES = {"FIRST_COMPLETED": "ALL_COMPLETED", "ALL_COMPLETED": "FIRST_COMPLETED", "call_soon_threadsafe": "call_soon",
         "discard": "add", "add": "discard", "append": "remove", "max": "sum", "min": "max", "sum": "max", "len": "sum",
         "any": "all", "all": "any",
         "put": "get", "acquire": "locked", "set": "clear", "cancelled": "done", "done": "cancelled", "get": "put",
         "OSError": "ValueError", "ValueError": "OSError", "TimeoutError": "ValueError", "KeyError": "ValueError",
         "Exception": "OSError", "CancelledError": "TimeoutError", "StopIteration": "GeneratorExit",
         "set_result": "cancel", "set_exception": "set_result", "sorted": "list", "call_later": "call_at"}
OTHER_ERRORS = {"Exception": "BaseException", "OSError": "Exception", "ValueError": "Exception", "TimeoutError": "Exception"}


def mutants(source: str, parts: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """(key, source) of each mutant; *parts* are the names of top-level definitions to change, None: all."""
    tree = ast.parse(source)
    seen, whole = {}, ast.unparse(tree)
    for node in tree.body:
        if parts is not None and not parts & defined(node):
            continue
        for place in ast.walk(node):
            for kind, change in changes(place):
                before = ast.unparse(place)
                undo = change()
                try:
                    after = ast.unparse(place)
                    text = ast.unparse(ast.fix_missing_locations(tree))
                except Exception as error:  # a change that makes no program
                    raise AssertionError(f"{kind} of {before}") from error
                finally:
                    undo()
                if text == whole or not compiles(text):
                    continue
                key = f"{kind}: {difference(before, after)}"
                seen[key] = seen.get(key, 0) + 1
                yield key + (f" #{seen[key]}" if seen[key] > 1 else ""), text


def compiles(text):
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def difference(before: str, after: str) -> str:
    """What is changed, in one line: the first line that differs, and what it becomes."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    old, new = ("; ".join(line.strip() for line in lines) or "nothing" for lines in (old, new))
    return " -> ".join(part if len(part) <= 90 else f"{part[:60]} … {part[-25:]}" for part in (old, new))


def defined(node: ast.stmt) -> set[str]:
    """The names that a top-level statement defines."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}


def used(source: str, wanted: set[str], replaced: set[str]) -> set[str]:
    """The top-level names that *wanted* ones need, without those that a judge replaces."""
    nodes = [(defined(node), {part.id for part in ast.walk(node) if isinstance(part, ast.Name)})
             for node in ast.parse(source).body]
    found, new = set(), set(wanted)
    while new:
        found |= new
        new = set().union(*(names for defines, names in nodes if defines & found)) - found - replaced
    return found


# --- the changes: (kind, function) at a node; the function makes the change and returns one that undoes it


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """What can be changed at a node of the tree; not the texts of docstrings, of messages and of what is printed."""
    texts = isinstance(node, (ast.Expr, ast.JoinedStr)) or isinstance(node, ast.Call) and (
        ast.unparse(node.func) == "print" or ast.unparse(node.func).endswith("Error"))
    for field, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from of_statements(node, field, value)
        elif isinstance(value, list):
            for n, item in enumerate(value):
                if isinstance(item, ast.expr):
                    yield from ((kind, at(value, n, new)) for kind, new in of_expression(item)
                                if kind != "constant" or not texts)
        elif isinstance(value, ast.expr):
            yield from ((kind, put(node, field, new)) for kind, new in of_expression(value)
                        if kind != "constant" or not texts)
    yield from of_node(node)


def put(node, field, new):
    """A change that sets an attribute."""
    def change():
        old = getattr(node, field)
        setattr(node, field, new)
        return lambda: setattr(node, field, old)
    return change


def at(items, n, *new):
    """A change that puts *new* in the place of an item of a list."""
    def change():
        old = items[:]
        items[n:n + 1] = new
        return lambda: items.__setitem__(slice(None), old)
    return change


def of_statements(node, field, body):
    for n, one in enumerate(body):
        text = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
        if not text and not isinstance(one, (ast.Pass, ast.Import, ast.ImportFrom, ast.Nonlocal, ast.Global)):
            yield "drop", at(body, n, *([] if len(body) > 1 else [ast.Pass()]))
            waits = isinstance(one, ast.Expr) and isinstance(one.value, ast.Await) and isinstance(one.value.value, ast.Call)
            if waits or isinstance(one, ast.AugAssign) or isinstance(one, ast.Expr) and ".append(" in ast.unparse(one):
                yield "twice", at(body, n, one, one)
            functions = [part for part in body[n:n + 2] if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))]
            if n + 1 < len(body) and not functions:
                yield "swap", put(node, field, body[:n] + [body[n + 1], one] + body[n + 2:])
        if isinstance(one, ast.Try):
            if one.finalbody and one.handlers:
                yield "no finally", at(body, n, ast.Try(one.body, one.handlers, one.orelse, []), *one.finalbody)
            elif one.finalbody:
                yield "no finally", at(body, n, *one.body, *one.finalbody)
            if one.handlers:
                yield "no except", at(body, n, *one.body, *one.orelse, *one.finalbody)
        if isinstance(one, ast.With | ast.AsyncWith):
            yield "no with", at(body, n, *one.body)
        if isinstance(one, ast.If):
            yield "always", at(body, n, *one.body)
        if isinstance(one, ast.Assign) and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and isinstance(
                one.targets[0], ast.Name) and isinstance(one.value, (ast.List, ast.Dict, ast.Set)) and not node.args.defaults:
            shared = copy.deepcopy(node.args)
            shared.args.append(ast.arg(one.targets[0].id))
            shared.defaults.append(one.value)
            if not shared.vararg:
                yield "shared default", both(put(node, "args", shared), at(body, n, ast.Pass()))
    if isinstance(node, (ast.For, ast.AsyncFor, ast.While)) and field == "body":
        yield "one round", put(node, field, [*body, ast.Break()])


def both(*made):
    def change():
        undo = [one() for one in made]
        return lambda: [one() for one in reversed(undo)]
    return change


def of_expression(one):
    """(kind, new expression) in the place of an expression that is read."""
    if isinstance(getattr(one, "ctx", None), (ast.Store, ast.Del)):
        return
    if isinstance(one, ast.Await):
        yield "no await", one.value
        yield "a task instead", call("__import__('asyncio').ensure_future", one.value)
        if "gather(" in ast.unparse(one.value):
            yield "sorted", call("sorted", one)
            late = call("__import__('asyncio').wait_for", one.value)
            late.args.append(ast.Constant(1.75))
            yield "gives up", ast.Await(late)
    if isinstance(one, ast.BoolOp):
        yield "and/or", ast.BoolOp(ast.Or() if isinstance(one.op, ast.And) else ast.And(), one.values)
        yield from (("part of a condition", value) for value in one.values)
    if isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.Not):
        yield "not", one.operand
    if isinstance(one, ast.Constant):
        yield from (("constant", ast.Constant(value)) for value in other_values(one.value))
    if isinstance(one, ast.Compare) and len(one.ops) == 1:
        yield "compare", ast.Compare(one.left, [COMPARED[type(one.ops[0])]()], one.comparators)
    if isinstance(one, ast.BinOp) and type(one.op) in COUNTED:
        yield "arithmetic", ast.BinOp(one.left, COUNTED[type(one.op)](), one.right)
    if isinstance(one, ast.Attribute) and one.attr in NAMES:
        yield "name", ast.Attribute(one.value, NAMES[one.attr], one.ctx)
    if isinstance(one, ast.Name) and one.id in NAMES:
        yield "name", ast.Name(NAMES[one.id], one.ctx)
    if isinstance(one, ast.List) and len(one.elts) > 1:
        yield "order", ast.List(one.elts[::-1], one.ctx)
    if isinstance(one, ast.Call):
        yield from of_call(one)


def of_call(one):
    for n in range(len(one.keywords)):
        yield "no keyword", ast.Call(one.func, one.args, one.keywords[:n] + one.keywords[n + 1:])
    if len(one.args) > 1:
        yield "arguments", ast.Call(one.func, one.args[::-1], one.keywords)
        yield "argument", ast.Call(one.func, one.args[:-1], one.keywords)
    called = ast.unparse(one.func)
    if called == "asyncio.sleep":
        yield "blocks", ast.Call(ast.parse("__import__('time').sleep", mode="eval").body, one.args[:1], [])
    if called == "asyncio.gather" and not one.keywords:
        yield "exceptions as results", ast.Call(one.func, one.args, [ast.keyword("return_exceptions", ast.Constant(True))])
    if called == "asyncio.gather" and len(one.args) == 1 and isinstance(one.args[0], ast.Starred):
        loop = ast.comprehension(ast.Name("one", ast.Store()), one.args[0].value, [], 0)
        in_a_row = ast.ListComp(ast.Await(ast.Name("one", ast.Load())), [loop])
        yield "in a row", ast.Call(ast.parse("asyncio.sleep", mode="eval").body, [ast.Constant(0), in_a_row], [])
    if called.endswith("to_thread") and one.args:
        yield "no thread", ast.Call(ast.parse("asyncio.sleep", mode="eval").body, [
            ast.Constant(0), ast.Call(one.args[0], one.args[1:], one.keywords)], [])
    if called in ("asyncio.create_task", "asyncio.shield", "asyncio.ensure_future"):
        yield f"no {called.partition('.')[2]}", one.args[0]


def other_values(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1, -1] if value == 0 else [value + 1, 0, -value]
    if isinstance(value, str):
        return [f"{value}x"]
    return [0] if value is None else []


def of_node(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield "empty", put(node, "body", [ast.Pass()])
        rest, parts = node.body[bool(ast.get_docstring(node)):], [*ast.walk(node)]
        awaits = any(isinstance(part, ast.Await) and not ast.unparse(part.value).startswith("asyncio.sleep(") for part in parts)
        tries = any(isinstance(part, ast.Try) for part in parts)
        for error in ["Exception"] * awaits + ["BaseException"] * (awaits and tries):
            handler = ast.ExceptHandler(ast.Name(error, ast.Load()), None, [ast.Pass()])
            yield f"swallows {error}", put(node, "body", [ast.Try(rest, [handler], [], [])])
        if node.args.args or node.args.vararg:
            for part in parts:
                if isinstance(part, ast.Return) and part.value and not isinstance(part.value, ast.Constant):
                    kept = ast.parse("globals().setdefault('_kept')", mode="eval").body
                    kept.args.append(part.value)
                    yield "remembers the first call", put(part, "value", kept)
        if isinstance(node, ast.AsyncFunctionDef):
            yield "late", put(node, "body", [*ast.parse("await __import__('asyncio').sleep(0.001)").body, *rest])
        other = ast.FunctionDef if isinstance(node, ast.AsyncFunctionDef) else ast.AsyncFunctionDef
        yield "async or not", put(node, "__class__", other)
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield "return None", put(node, "value", None)
    if isinstance(node, (ast.If, ast.While)) and not isinstance(node.test, ast.Constant):
        yield "negated", put(node, "test", ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.AugAssign) and type(node.op) in COUNTED:
        yield "arithmetic", put(node, "op", COUNTED[type(node.op)]())
    if isinstance(node, (ast.For, ast.comprehension)):
        if isinstance(node.iter, (ast.Name, ast.Attribute)):
            yield "each once", put(node, "iter", call("dict.fromkeys", node.iter))
        for which, part in ("first", ast.Slice(ast.Constant(1))), ("last", ast.Slice(None, ast.Constant(-1))):
            yield f"without the {which}", put(node, "iter", ast.Subscript(call("list", node.iter), part, ast.Load()))
        yield "backwards", put(node, "iter", call("reversed", call("list", node.iter)))
    if isinstance(node, ast.comprehension) and node.ifs:
        yield "no condition", put(node, "ifs", [])
        yield "negated", put(node, "ifs", [ast.UnaryOp(ast.Not(), node.ifs[0]), *node.ifs[1:]])
    if isinstance(node, ast.ExceptHandler) and node.type is not None:
        name = ast.unparse(node.type).rpartition(".")[2]
        if name in OTHER_ERRORS:
            yield "more errors", put(node, "type", ast.Name(OTHER_ERRORS[name], ast.Load()))
        if not isinstance(node.body[-1], (ast.Return, ast.Raise, ast.Break, ast.Continue)):
            yield "raised again", put(node, "body", [*node.body, ast.Raise()])
        yield "swallowed", put(node, "body", [ast.Pass()])
    if isinstance(node, ast.Raise) and node.exc is not None:
        yield "another error", put(node, "exc", ast.parse("RuntimeError('another')", mode="eval").body)
    if isinstance(node, (ast.Dict, ast.List)):
        field = "values" if isinstance(node, ast.Dict) else "elts"
        values = getattr(node, field)
        for n, value in enumerate(values):
            yield "one less", both(at(values, n), *[at(node.keys, n)] if field == "values" else [])
            others = {ast.unparse(other): other for other in values if isinstance(value, ast.Constant)
                      and isinstance(other, ast.Constant) and type(other.value) is type(value.value)}
            others.pop(ast.unparse(value), None)
            yield from (("another of them", at(values, n, other)) for other in others.values())


def call(function, argument):
    return ast.Call(ast.parse(function, mode="eval").body, [argument], [])


# --- judging them


def some(all_of_them: list, most: int = MOST) -> list:
    """At most so many, of each kind nearly as many, always the same ones."""
    kinds = {}
    for key, text in all_of_them:
        kinds.setdefault(key.partition(":")[0], []).append((key, text))
    chosen = [one for n in range(max(map(len, kinds.values()),
        default=0)) for found in kinds.values() for one in found[n:n + 1]]
    return chosen[:most]


def of_exercise(check, exercise) -> list[tuple[str, str]]:
    """The mutants of its solution in what the judge looks at: what it asks for or has run, and the values that this needs."""
    source = (exercise.folder / "solution.py").read_text(encoding="utf-8")
    wanted, replaced, ran = asked(check, exercise, source)
    functions = {name: ran & {*range(first_line(node), node.end_lineno + 1)} for node in ast.parse(source).body
                 if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) for name in defined(node)}
    roots = {name for name in functions if functions[name]} | wanted - {*functions}
    parts = {name for name in used(source, roots, replaced) if functions.get(name, True)}
    return some([*mutants(source, parts)], MOST if not SLOW.search(source) else MOST // 6)


def first_line(node: ast.stmt) -> int:
    """The line where a statement begins, with its decorators."""
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])


def asked(check, exercise, source) -> tuple[set[str], set[str], set[int]]:
    """The names that the judge asks for, those that it puts in place, and the first lines of the functions that have run."""
    wanted, replaced, ran = set(), set(), set()

    class Names(check.Names):
        def __getitem__(self, name):
            wanted.add(name)
            return super().__getitem__(name)

    class Code(check.Code):
        def __call__(self, **names):
            replaced.update(names)
            return super().__call__(**names)

    def profile(frame, event, _):
        if event == "call" and frame.f_code.co_filename == "answer.py" and frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            ran.add(frame.f_code.co_firstlineno)

    real = check.Code, check.Names
    check.Code, check.Names = Code, Names
    sys.setprofile(profile)
    try:
        points = judged(check, exercise, source)
    finally:
        sys.setprofile(None)
        check.Code, check.Names = real
    assert points and all(point.right for point in points), f"{exercise.folder}: {check.text(points, exercise.chapter)}"
    return wanted, replaced, ran


class Endless(BaseException):
    """Raised in what takes too long."""


def judged(check, exercise, source):
    """The points of a source; the last one is wrong where it took too long."""
    def late(*_):
        raise Endless

    signal.signal(signal.SIGVTALRM, late)
    signal.signal(signal.SIGALRM, late)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 0.1)  # again and again: it may be swallowed
            signal.setitimer(signal.ITIMER_REAL, 10 * SECONDS, 0.1)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                points = check.judge(exercise.number, source)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except Endless:  # also between the end and the stop of the timers
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        points = [check.still_running(SECONDS)]
    return points


def accepted(number: str) -> list[tuple[str, bool]]:
    """Each mutant of the solution of an exercise, and whether its judge accepts it."""
    sys.path.append(str(Path(__file__).parents[2] / "code"))
    import check

    found = check.exercises()
    check.exercises = lambda: found
    exercise = check.find(number)
    assert exercise.judge  # it is imported now
    gc.collect()
    gc.freeze()  # each judgement collects
    results = []
    for key, text in of_exercise(check, exercise):
        points = judged(check, exercise, text)
        results.append((key, bool(points) and all(point.right for point in points)))
    return results


if __name__ == "__main__":
    sys.stdin.close()
    print(json.dumps(accepted(sys.argv[1])))
