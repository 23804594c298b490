"""Derive the scripts in code/ from the chapters, and say what they have to print.

A cell with ``:script: NAME.py`` is the source of ``code/NN-chapter/NAME.py``: the cell,
the definitions that it needs from the cells above it, and ``asyncio.run(main())`` in
place of top-level ``await``.  Where a script is a program of its own, its cell only
runs it (``!python NAME.py``) and the script is written by hand.

``python book/tools scripts`` writes the scripts; ``update`` the expected outputs too.
"""

import ast
import builtins
import dataclasses
import hashlib
import json
import os
import re
import subprocess
import symtable
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import needs
from .chapter import CODE, ROOT, TOOLS, Cell, chapters, entries, is_fresh, name_of, page_paths, read, sections

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
AWAITS = (ast.Await, ast.AsyncFor, ast.AsyncWith)
SCOPES = (*DEFINITIONS, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = "body", "orelse", "handlers", "finalbody", "cases"  # of a statement: they may not run


# Readers run scripts from anywhere, from a clone as from the chapter's zip: there, too, the tools are beside its folder.
TO_TOOLS = """import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
"""

# --- the chapter's code as a script -------------------------------------------


@dataclasses.dataclass
class Statement:
    """A top-level statement of a cell, with the comments that stand above it."""

    node: ast.stmt
    lines: list[str]
    cell: Cell
    line: int  # of its first line, in the cell
    gap: bool  # a blank line stands above it
    cut: int = 0  # bytes of its first line that are another statement's

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among all statements of the chapter."""
        return self.cell.index, self.line, self.cut

    @property
    def in_strings(self) -> set[int]:
        """The lines of the cell that begin inside of a string, where indenting would change it."""
        strings = [n for n in ast.walk(self.node) if isinstance(n, ast.JoinedStr) or
                   isinstance(n, ast.Constant) and isinstance(n.value, (str, bytes))]
        return {line for n in strings for line in range(n.lineno + 1, n.end_lineno + 1)}

    def printed(self, function: str) -> list[str]:
        """Its lines, with its value given to *function*, such as ``print(``."""
        value = ast.get_source_segment(self.cell.source, self.node.value)
        if [type(one) for one in ast.parse(f"print({value}\n)").body[0].value.args] != [type(self.node.value)]:  # 1, 2
            function += "("
        lines, first, end = list(self.lines), self.node.lineno - self.line, self.node.end_col_offset
        if self.node.lineno == self.node.end_lineno:
            end -= self.cut
        last = self.node.end_lineno - self.line
        text = lines[last].encode()
        lines[last] = f"{text[:end].decode()}{')' * function.count('(')}{text[end:].decode()}"
        lines[first] = f"{function}{lines[first]}"
        return lines

    @property
    def binds(self) -> set[str]:
        if isinstance(self.node, DEFINITIONS):
            return {self.node.name}
        if isinstance(self.node, IMPORTS):
            return {(a.asname or a.name).split(".")[0] for a in self.node.names}
        return {n.id for n in ast.walk(self.node)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}

    @property
    def uses(self) -> set[str]:
        return self.reads(set())

    def reads(self, bound: set[str]) -> set[str]:
        """The names that it takes from elsewhere; *bound* are those of the statements above it, and gets what it binds."""
        if isinstance(self.node, DEFINITIONS):  # no parameters, no names of its own
            top = symtable.symtable("\n".join(self.lines), "", "exec")  # decorators and defaults are there
            return global_names(self) | {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
        return read_first(self.node, bound) | ({"asyncio"} if self.awaits else set())

    @property
    def awaits(self) -> bool:
        """True where the statement itself awaits, outside of any definition."""
        return not isinstance(self.node, DEFINITIONS) and any(
            isinstance(n, AWAITS) or isinstance(n, ast.comprehension) and n.is_async for n in ast.walk(self.node))

    @property
    def constant(self) -> bool:
        """True for an assignment that can stand at the top of a module."""
        return isinstance(self.node, (ast.Assign, ast.AnnAssign)) and not any(
            isinstance(n, (ast.Call, ast.Await)) for n in ast.walk(self.node))

    @property
    def shared(self) -> bool:
        """True for an assignment that calls nothing but classes; it may stand there too."""
        return isinstance(self.node, (ast.Assign, ast.AnnAssign)) and not any(
            isinstance(n, ast.Await) or isinstance(n, ast.Call) and not makes_object(n) for n in ast.walk(self.node))


def read_first(node: ast.AST, bound: set[str]) -> set[str]:
    """The names that a piece of code reads before it has bound them for certain; those that it binds are added to *bound*."""
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load):
            return {node.id} - bound
        bound.add(node.id)
    found = {node.target.id} - bound if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) else set()
    if isinstance(node, DEFINITIONS):
        bound.add(node.name)
    if isinstance(node, SCOPES):  # what it binds is its own; defaults are read outside
        defaults = [one for n in ast.walk(node) if isinstance(n, ast.arguments) for one in (*n.defaults, *n.kw_defaults) if one]
        found = found.union(*(read_first(one, bound) for one in defaults))
        bound = bound | {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    for field, value in sorted(ast.iter_fields(node), key=lambda one: one[0] not in ("value", "iter", "generators")):
        certain = field not in BRANCHES or isinstance(node, (ast.With, ast.AsyncWith))
        inside = bound if certain else set(bound)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                found |= read_first(child, inside)
    return found


def global_names(definition: Statement) -> set[str]:
    """The names that a definition takes from its module when it runs."""
    todo, found = symtable.symtable("\n".join(definition.lines), "", "exec").get_children(), set()
    while todo:
        table = todo.pop()
        found |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        todo += table.get_children()
    return found


def makes_object(call: ast.Call) -> bool:
    """True for ``object()``, ``set()``, ``asyncio.Lock()``, by the names."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return name[:1].isupper() or isinstance(getattr(builtins, name, None), type)


def statements(cell: Cell) -> list[Statement]:
    """The statements of a cell.

    Raises ValueError, with file:line, where the cell is not plain Python.
    """
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        line = error.lineno or 1
        raise ValueError(f"{cell.at(line)}: a cell with a script must be plain Python: "
                         f"{error.msg}") from None
    lines, found, end = re.split(r"\r\n|\r|\n", cell.source), [], 0
    for node, after in zip(tree.body, [*tree.body[1:], None]):
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        while start - 1 > end and lines[start - 2].startswith("#"):
            start -= 1
        gap = start - 1 > end
        mine, cut = lines[start - 1:node.end_lineno], node.col_offset if node.lineno == end else 0
        if after and after.lineno == node.end_lineno:  # two on a line
            mine[-1] = mine[-1].encode()[:node.end_col_offset].decode()
        mine[0] = mine[0].encode()[cut:].decode()
        found.append(Statement(node, mine, cell, start, gap, cut))
        end = node.end_lineno
    return found


def needed(own: list[Statement], cells: list[Cell]) -> list[Statement]:
    """What *own* needs of the cells above: the last definition of each free name."""
    last = own[-1].cell.index
    latest, shared, not_plain = {}, {}, []
    for cell in cells:
        if cell.index < last:
            try:
                above = statements(cell)
            except ValueError as error:
                not_plain.append((cell, error))
                continue
            for s in above:
                if isinstance(s.node, DEFINITIONS + IMPORTS) or s.constant:
                    latest |= dict.fromkeys(s.binds, s)
                elif s.shared:
                    shared |= dict.fromkeys(s.binds, s)
    known = {s.place for s in own}
    bound = set().union(*(s.binds for s in own if isinstance(s.node, DEFINITIONS + IMPORTS)))
    everywhere = set().union(*(s.binds for s in own))
    above, reads = set(), {}
    for s in own:
        reads[s.place] = s.reads(above)
    found, todo = [], list(own)
    while todo:
        user = todo.pop()
        taken = global_names(user) if isinstance(user.node, DEFINITIONS) else ()
        for name in sorted(reads.get(user.place, user.uses) - bound - set(dir(builtins))):
            s = latest.get(name) or (shared.get(name) if name in taken else None)
            if s and s.place not in known:
                known.add(s.place)
                found.append(s)
                todo.append(s)
            for cell, error in () if s or name in everywhere else not_plain:
                if re.search(rf"^\s*(?:{name}\s*=|(?:async\s+)?(?:def|class)\s+{name}\b|(?:from|import)\b.*\b{name}\b)", cell.source, re.M):
                    raise ValueError(f"{error}; {own[-1].cell.script} needs {name} of it")
    return found


def derive(name: str, cells: list[Cell], shows: str | None = None) -> tuple[str, dict]:
    """The text of the script *name*, and where each of its lines comes from.

    The second is a map from a line of the script to (cell, line of the cell).  *shows* is what
    the last value is given to, one of `SHOWS`; without it the outputs of the cell tell.
    Raises ValueError, with file:line, where the cells cannot be a script.
    """
    mine = [c for c in cells if c.script == name and not c.runs_script]
    own = [s for cell in mine for s in statements(cell)]
    if not own:
        raise ValueError(f"{mine[-1].where}: {name} would do nothing: this cell has no code")
    everything = sorted(own + needed(own, cells), key=lambda s: s.place)
    imports = [s for s in everything if isinstance(s.node, IMPORTS)]
    definitions = [s for s in everything if isinstance(s.node, DEFINITIONS)]
    used = set().union(*(s.uses for s in definitions))
    taken, awaits = set().union(*map(global_names, definitions)), any(s.awaits for s in everything)
    module = [s for s in everything if s in definitions or s.constant and s.binds & used or awaits and s.shared and s.binds & taken]
    body = [s for s in everything if s not in imports and s not in module]
    if not body:
        raise ValueError(f"{mine[-1].where}: {name} would do nothing: this cell only defines")

    title = Path(name).stem.replace("_", " ").capitalize()
    text = [f'"""{title}: an example from the chapter "{mine[0].chapter.said}".',
            "", "Written by `make scripts`: edit the chapter, not this file.", '"""', ""]
    origin = {}

    def put(statement, indent="", last=False):
        lines, strings = statement.lines, statement.in_strings
        if last and (function := shows_value(statement.cell) if shows is None else shows):
            lines = statement.printed(function)
        for k, line in enumerate(lines):
            inside = statement.line + k in strings
            text.append(line if inside else (indent + line if statement.line + k + 1 in strings else (indent + line).rstrip()))
            origin[len(text)] = statement.cell, statement.line + k

    tools = {path.stem for path in TOOLS.glob("*")}
    seen = set()
    if awaits and "asyncio" not in set().union(*(s.binds for s in imports)):
        text.append("import asyncio")
    for s in imports:
        s.lines = [line for line in s.lines if not line.startswith("#")]
        if s.lines[0] not in seen and not imported(s) & tools:
            put(s)
            seen.add(s.lines[0])
    for s in imports:
        if s.lines[0] not in seen and imported(s) & tools:
            if not seen & {TO_TOOLS}:
                text += [line for line in TO_TOOLS.splitlines() if line not in text or not line]
            put(s)
            text[-1] += "  # noqa: E402"
            seen |= {TO_TOOLS, s.lines[0]}
    after = imports or awaits
    for s in module:
        text += ["", ""] if isinstance(s.node, DEFINITIONS) or after else []
        after = isinstance(s.node, DEFINITIONS)
        put(s)
    text += (["", ""] if module else [""]) if not awaits else ["", "", "async def main():"]
    for k, s in enumerate(body):
        if k and (s.gap or s.cell is not body[k - 1].cell):
            text.append("")
        put(s, "    " if awaits else "", last=s is own[-1] and isinstance(s.node, ast.Expr))
    if awaits:
        text += ["", "", 'if __name__ == "__main__":', "    asyncio.run(main())"]
    script = "\n".join(text) + "\n"
    check(script, body, awaits, mine[-1])
    return script, origin


MOVED = re.compile(r"^print\((?:repr\()?|[\s)]+$")  # a last value is printed in a script


def says_more(chapter, name: str, excerpts: list[str] = ()) -> bool:
    """True where a script has a line that neither its cells have nor *excerpts*, parts of it that the page shows.

    What makes a file of a cell does not count: docstring, imports, `async def main()` and its call, comments.
    """
    text = (chapter.code / name).read_text(encoding="utf-8")
    lines, tree = text.splitlines(), ast.parse(text).body
    for k, node in enumerate(tree):
        called = isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
        to_tools = isinstance(node, ast.Expr) and ast.unparse(node).startswith("sys.path.append(")
        if isinstance(node, IMPORTS) or called or to_tools or not k and ast.get_docstring(ast.Module(tree, [])):
            lines[node.lineno - 1:node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    have = [cell.source for cell in chapter.cells if cell.script == name and not cell.runs_script]
    have = {MOVED.sub("", line.strip()) for line in "\n".join([*have, *excerpts]).splitlines()} | {"", "async def main():", "def main():"}
    return any(MOVED.sub("", line.strip()) not in have for line in lines if not line.lstrip().startswith("#"))


def check(script, body, awaits, cell):
    """Refuse where indenting changed a statement (a string of several lines)."""
    tree = ast.parse(script).body
    done = tree[-2].body if awaits else tree[-len(body):]
    for before, after in zip(body[:-1], done):
        if ast.dump(before.node) != ast.dump(after):
            raise ValueError(f"{cell.where}: indented, this cell would mean something else "
                             "(a string of several lines?)")


def imported(statement: Statement) -> set[str]:
    """The modules that an import names, without their submodules."""
    node = statement.node
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
    return {name.partition(".")[0] for name in names}


SHOWS = "", "print(", "print(repr("  # no value, a value, a string in its quotes


def shows_value(cell: Cell) -> str:
    """Which of `SHOWS` prints in a script what the page shows as the cell's value."""
    values = [o.data.get("text/plain", "") for o in cell.outputs if o.output_type == "execute_result"]
    if not values or needs.of(cell):  # such a cell prints what it shows: where it cannot run, nobody knows of a value
        return SHOWS[0]
    try:
        return SHOWS[1 + isinstance(ast.literal_eval(values[-1]), str)]
    except (ValueError, SyntaxError):
        return SHOWS[1]


# --- what a page shows and what a script prints, in one form --------------------

KERNEL_LINE = re.compile(r"/tmp/ipykernel_1/(\d+)\.py:(\d+)")
TOOLS_LINE = re.compile(r"(?<!\S)cell:(\d+)  (.*)")
TRACEBACK = re.compile(r"(?:Traceback \(most recent call last\):\n(?:(?!.*Traceback).*\n)*?|(?m:^)\w.*\n)\n"
                       r"(?:The above exception was the direct cause of the following exception|"
                       r"During handling of the above exception, another exception occurred):\n\n|"
                       r"(?:Exception Group |\| )Traceback \(most recent call last\):\n(?: +\|  .*\n)*|"  # of a group: to its message
                       r"Traceback \(most recent call last\):\n(?:[ \t].*\n)*")


def versions(path: Path) -> list[tuple[tuple[int, int], re.Pattern, str]]:
    """The changes of wording: (first version, the new words, the old ones).

    Raises ValueError, with file:line, where one has no `since`, `new` or `old`, or `new` is no regular expression.
    """
    found = []
    for change, place in entries(path, "change"):
        try:
            found.append((tuple(map(int, change["since"].split("."))), re.compile(change["new"]), change["old"] + ""))
        except KeyError as error:
            raise ValueError(f"{place}: this change has no {error.args[0]}") from None
        except (re.error, ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"{place}: this change cannot be read: {error}") from None
    return found


VERSIONS = versions(CODE / "versions.toml")


def normalise(text: str, version: tuple[int, int]) -> str:
    """Remove from an output what may differ between two runs of the same example.

    Addresses become ``0x…``, a traceback is its last line, and a message that a
    newer Python words differently gets its older words (``code/versions.toml``).
    """
    from .execute import ADDRESS, on_terminal

    text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", on_terminal(text))
    text = ADDRESS.sub("0x…", TRACEBACK.sub("", text))
    for since, new, old in VERSIONS:
        if version >= since:
            text = new.sub(old, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def streams(cell: Cell) -> tuple[str, str]:
    """What a cell printed when it was executed: (stdout and value, stderr and error)."""
    out, err = "", ""
    for output in cell.outputs:
        match output.output_type:
            case "stream" if output.name == "stderr":
                err += output.text
            case "stream":
                out += output.text
            case "error":
                err += "\n".join(output.traceback) + "\n"
            case "display_data" if "recorded" in output.metadata or any(form.startswith("image/") for form in output.data):
                pass  # a picture, which no script prints; the words that it was recorded
            case _:
                out += output.data.get("text/plain", "") + "\n"
    return out, err


def files_of(chapter) -> dict[str, int]:
    """The indices of a chapter's cells by the numbers that name their files in a kernel."""
    from ipykernel.compiler import get_tmp_hash_seed, murmur2_x86

    return {str(murmur2_x86(cell.source, get_tmp_hash_seed())): cell.index for cell in chapter.cells}


def shown(cell: Cell, origin: dict | None = None) -> tuple[str, str]:
    """What the page shows below a cell: (stdout and value, stderr), normalised.

    A line of a cell becomes the line of the script that it is; a warning on the
    wrong line is therefore a difference.
    """
    lines = {(c.index, line): number for number, (c, line) in (origin or {}).items()}
    files = files_of(cell.chapter)

    def place(match):
        number = lines.get((files.get(match[1]), int(match[2])))
        return f"{cell.script}:{number}" if number else f"cell:{match[2]}"

    def place_in_tools(match):  # as code/tools/vloop.py has it, with the text of the line
        for number, (c, line) in (origin or {}).items():
            if line == int(match[1]) and match[2].startswith(c.source.splitlines()[line - 1].strip()):
                return f"{cell.script}:{number}  {match[2]}"
        return match[0]

    version = sys.version_info[:2]
    return tuple(normalise(TOOLS_LINE.sub(place_in_tools, KERNEL_LINE.sub(place, text)), version) for text in streams(cell))


@dataclasses.dataclass
class Run:
    """What a script printed, normalised, and its exit status."""

    out: str
    err: str
    status: int


SECONDS = int(os.environ.get("BOOK_SCRIPT_LIMIT", 300))  # for one script: much, since a busy machine may be ten times slower


def environment() -> dict[str, str]:
    """The environment of a script: nothing in it is of the Python that runs this."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"NO_COLOR": "1"}


def run(path: Path, python: str = sys.executable) -> Run:
    """Run a script as a reader would.

    Raises ValueError, with its name, after SECONDS.
    """
    try:
        done = subprocess.run([python, "-B", str(path)], capture_output=True, timeout=SECONDS,
                              cwd=path.parent, env=environment(), stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise ValueError(f"{name_of(path)}:1: this script ran longer than {SECONDS} s") from None
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")  # with each \r
    return as_run(path, out, err, done.returncode, sys.version_info[:2])


def as_run(path: Path, out: str, err: str, status: int, version: tuple[int, int]) -> Run:
    """What the script *path* printed under a Python of this version, normalised."""
    here = re.compile(re.escape(f"{path.parent}{os.sep}"))
    return Run(*(normalise(here.sub("", text).replace(f"{ROOT}{os.sep}", ""), version) for text in (out, err)), status)


def run_all(paths) -> dict[str, Run]:
    """Run scripts side by side, given as {name: path}: they mostly wait."""
    with ThreadPoolExecutor(8) as pool:  # more at once, and their timers would be late
        return dict(zip(paths, pool.map(run, paths.values())))


def run_twice(paths: dict[str, Path]) -> dict[str, Run]:
    """Run scripts twice: what is recorded must not be what a late machine happened to print.

    Raises ValueError, with both outputs, where a script prints something else when it runs again, or does not end.
    """
    first, again = run_all(paths), run_all(paths)
    texts = [{name: "\n".join(section(name, run.out, run.err)[1:]) + f"exit status {run.status}" for name, run in runs.items()}
             for runs in (first, again)]
    differ = [f"{name_of(paths[name])}:1: run twice, this script prints two things, and neither is recorded\n"
              f"--- first\n{texts[0][name]}\n--- again\n{texts[1][name]}" for name in paths if texts[0][name] != texts[1][name]]
    if differ:
        raise ValueError("\n".join(differ))
    return again


def can_run(chapter, paths: dict[str, Path]) -> dict[str, Path]:
    """Those of a chapter's scripts that have here what they need."""
    return {name: path for name, path in paths.items() if not needs.missing(needs.of_script(chapter, name))}


def scripts(chapter) -> dict[str, Path]:
    """The chapter's scripts, then the solutions of its exercises: {path from its folder: path}."""
    names = dict.fromkeys(c.script for c in chapter.cells if c.script)
    solutions = sorted(chapter.code.glob("exercises/*/solution.py"))
    return {name: chapter.code / name for name in [*names, *(p.relative_to(chapter.code).as_posix() for p in solutions)]}


def golden(chapter, runs: dict[str, Run]) -> str:
    """The text of the chapter's file of expected outputs.

    *runs* has what each of its `scripts` printed; of those that cannot run here it stays as it was recorded.
    """
    parts, origins = [], {}
    for cell in chapter.cells:
        name = cell.script
        if name and name not in origins:
            derived = any(c.script == name and not c.runs_script for c in chapter.cells)
            origins[name] = derive(name, chapter.cells)[1] if derived else {}
            parts += needs.record(chapter, name, section(name, runs[name].out, runs[name].err)) if name in runs else (
                [f"=== {name}", *needs.section(chapter, name).rstrip("\n").split("\n"), ""])
        if not name or "differs" in cell.metadata:
            title = cell.metadata.get("differs") or cell.metadata.get("no-script", "")
            parts += section(f"on the page only: {title}", *shown(cell, origins.get(name, {})))
    for name in [*scripts(chapter)][len(origins):]:
        parts += section(name, runs[name].out, runs[name].err)
    return "\n".join(parts) + "\n"


def section(title, out, err):
    return [f"=== {title}", *([out] if out else []), *(["--- stderr", err] if err else []), ""]


# --- make scripts, make update --------------------------------------------------


def write(path: Path, text: str) -> bool:
    """Write a file where its text is new; returns whether it was."""
    new = not path.exists() or path.read_text(encoding="utf-8") != text
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote   {path.relative_to(ROOT)}")
    return new


def run_cells(meanwhile=lambda: None, every=False) -> bool:
    """Run the cells that changed and write their scripts, or *every* script; returns whether all cells ran.

    Scripts are written before cells run, which may import them, and again when it is known
    what the cells show; those that read a script that is new then run once more.  *meanwhile* is
    as for `execute.main`.  Raises ValueError, with file:line, for a cell that can be no script.
    """
    if not every and all(map(is_fresh, page_paths())):
        return True
    from . import execute  # and Jupyter's client with it: who edits prose does not wait for that

    while True:
        stale = execute.stale_pages()
        write_scripts(stale, before=True)
        if not execute.main(stale, meanwhile):
            return False
        if not write_scripts(map(read, page_paths()) if every else stale):
            return True


def write_scripts(pages, before=False) -> bool:
    """Write the scripts of chapters where they are new; returns whether one was.

    *before* their cells have run a last value is printed as it was, and what can be no script is for the run to tell.
    """
    new = False
    for chapter in pages:
        derived = dict.fromkeys(c.script for c in chapter.cells if c.script and not c.runs_script)
        for name in derived if before or chapter.executed else ():
            path = chapter.code / name
            try:
                texts = [derive(name, chapter.cells, shows)[0] for shows in (SHOWS if before else [None])]
            except ValueError:
                if before:
                    continue
                raise
            have = set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
            new |= write(path, max(texts, key=lambda text: len(have & set(text.splitlines()))))
    return new


def sections_text(chapter) -> str:
    """The text of the chapter's sections.json, from which the checker knows what to read again."""
    return json.dumps(sections(chapter), ensure_ascii=False, indent=0) + "\n"


def starters_text(chapter) -> str:
    """The text of the chapter's starters.json, by which the checker knows a starter that its reader has edited."""
    paths = sorted(chapter.code.glob("exercises/*/starter.py"))
    return json.dumps({path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}, indent=0) + "\n"


def main(update: bool) -> int:
    """Write the scripts of all chapters, and with *update* what they must print, the sections and the starters' hashes.

    Raises ValueError, with file:line, where one cannot be.
    """
    for chapter in chapters():
        write(chapter.code / "sections.json", sections_text(chapter))
        if (exercises := chapter.code / "exercises").exists():
            write(exercises / "starters.json", starters_text(chapter))
    if not run_cells(every=True):
        return 1
    for chapter in chapters() if update else ():
        assert chapter.executed
        text = golden(chapter, run_twice(can_run(chapter, scripts(chapter))))
        write(chapter.code / "expected.txt", text)
    return 0
