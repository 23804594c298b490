"""Run all scripts and solutions again and again, many at once, and say where one does not print what is expected.

``python bench/rounds.py 200 [CHAPTER ...]``: 200 rounds, each under the next of this machine's Pythons.
A machine with other work makes timers late: what is printed may not depend on it.  With ``--load 12`` as many programs
run at once as it takes to hold the machine at that load.  With ``--stall 0.2`` each program
stands still once for 0.2 seconds, at a moment that is drawn: what a busy machine does now and then, every time.
"""

import argparse
import difflib
import os
import random
import re
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from statistics import median

sys.path[0] = str(Path(__file__).parents[1])
sys.path.append(sys.path.pop(0))

from book.tools import needs  # noqa: E402
from book.tools.chapter import chapters  # noqa: E402
from book.tools.scripts import as_run, scripts, section  # noqa: E402
from tests.support import HERE, pythons, warm  # noqa: E402


def expected(chapter) -> dict[str, str]:
    """What the chapter's file of expected outputs says of each script."""
    text = (chapter.code / "expected.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.*)\n", text, flags=re.M)[1:]
    parts = [re.sub(r"\A--- recorded .*\n", "", part) for part in parts]
    return {name: part.strip("\n") for name, part in zip(parts[::2], parts[1::2]) if name.endswith(".py")}


def stall_each(programs: list[dict], seconds: float, took: dict[str, float]):
    """What `Warm.start` is to tell: each of *programs*, in a session of its own, then stands still once for *seconds*.

    *took* has how long each ran before, in seconds, by its first argument, and is brought up to date.
    """
    begun = {}

    def stand_still(group):
        for number, wait in ((signal.SIGSTOP, seconds), (signal.SIGCONT, 0)):
            with suppress(ProcessLookupError):
                os.killpg(group, number)
            time.sleep(wait)

    def tell(n, what, value):
        name = programs[n]["argv"][0]
        if what == "pid":
            begun[n] = time.monotonic()
            threading.Timer(random.uniform(0.02, took.get(name, 1.0)), stand_still, [value]).start()
        else:
            took[name] = time.monotonic() - begun[n]

    return tell


def main() -> int:
    """0 where all printed what is expected, else 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rounds", type=int)
    parser.add_argument("chapter", nargs="*", help="such as 01 02; all without it")
    parser.add_argument("--at-once", type=int, default=12)
    parser.add_argument("--load", type=float, help="the load of the machine to hold: more or fewer run at once, round by round")
    parser.add_argument("--stall", type=float, help="seconds that each program stands still once")
    options = parser.parse_intermixed_args()
    of_all = {path: want for chapter in chapters() if not options.chapter or chapter.path.name[:2] in options.chapter
              for name, path in scripts(chapter).items() for one, want in expected(chapter).items() if one == name}
    world = {chapter.code / cell.script for chapter in chapters() for cell in chapter.cells if needs.of(cell)}  # of this Python
    found, loads, took, begin, versions = Counter(), [], {}, time.monotonic(), [*pythons()]
    at_once = options.at_once
    for n in range(options.rounds):
        version = versions[n % len(versions)]
        wanted = {path: want for path, want in of_all.items() if version == HERE or path not in world}
        while options.load and os.getloadavg()[0] > options.load * 1.25:  # others work here as well
            time.sleep(2)
        programs = [{"argv": [str(path)], "cwd": str(path.parent), "session": bool(options.stall)} for path in wanted]
        stall = stall_each(programs, options.stall, took) if options.stall else None
        results = warm(pythons()[version]).start(programs, at_once, stall)()
        loads.append(os.getloadavg()[0])
        if options.load:  # the root: a load is an average of the last minute, and comes late
            at_once = round(min(99, max(4, at_once * (options.load / max(loads[-1], 1)) ** 0.5)))
        for path, printed in zip(wanted, results):
            run = as_run(path, *printed, version)
            got = "\n".join(section("", run.out, run.err)[1:]).strip("\n")
            if got != wanted[path]:
                found[path, version, got] += 1
                print(f"round {n + 1}, load {loads[-1]:.0f}: {path.parent.name}/{path.name} under Python {version[0]}.{version[1]}")
                print(*difflib.unified_diff(wanted[path].splitlines(), got.splitlines(), "expected", "printed", "", "", 1, ""),
                      sep="\n", flush=True)
    print(f"{options.rounds} rounds of {len(of_all)} scripts under {len(versions)} Pythons in {(time.monotonic() - begin) / 60:.0f} minutes, "
          f"load {min(loads):.0f} to {max(loads):.0f}, in the middle {median(loads):.0f}: "
          f"{found.total()} differences in {len({path for path, *_ in found})} scripts")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
