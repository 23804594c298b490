"""What programs print that use the tools, on each Python: many programs in one start of each."""

import json
import re
import subprocess
import tempfile
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from book.tools.chapter import TOOLS

from . import fail, line_of, pythons

RUN = '''
import contextlib, io, json, linecache, os, sys, traceback
sys.path.append(sys.argv[1])
told = {}
for name, source in json.load(sys.stdin).items():
    path = os.path.join(os.getcwd(), "p.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    linecache.clearcache()
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        try:
            exec(compile(source, path, "exec"), {"__name__": "__main__"})
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")
    told[name] = out.getvalue()
print(json.dumps(told))
'''


class Programs:
    """The programs of a test file: {name: (source, what it prints)}.

    Lines of ``p.py`` stand in the expected text without their number.  Where a version prints something else,
    the text is a dict: {version from which on it holds: text}.
    """

    def __init__(self, file, programs, head):
        self.file, self.programs, self.head, self.texts = Path(file), programs, head, {}

    def told(self):
        """What each Python prints: {version: {name: text}}; the programs run once."""
        if self.texts:
            return self.texts
        sources = json.dumps({name: self.head + textwrap.dedent(source) for name, (source, _) in self.programs.items()})

        def on(python):
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([python, "-B", "-W", "error", "-c", RUN, str(TOOLS)], input=sources, cwd=folder,
                                      capture_output=True, text=True, timeout=120)
            assert not done.returncode and not done.stderr, done.stderr
            return json.loads(done.stdout.splitlines()[-1])
        with ThreadPoolExecutor(2) as pool:
            self.texts = dict(zip(pythons(), pool.map(on, pythons().values())))
        return self.texts

    def check(self, name, version):
        """Fail with a diff where a program does not print on this Python what it should."""
        source, want = self.programs[name]
        if isinstance(want, dict):
            want = want[max(since for since in want if since <= version)]
        want = textwrap.dedent(want).strip("\n")
        got = re.sub(r"p\.py:\d+", "p.py", self.told()[version][name]).rstrip("\n")
        if got != want:
            line = line_of(self.file.read_text(encoding="utf-8"), f'"{name}":')
            fail(f"tests/code/{self.file.name}:{line}", f"{name}, with Python {version[0]}.{version[1]}", want, got)
