"""Plant faults, and say which the tests did not find: ``python tests/planted [WORD ...]``; a word chooses by kind, file or line."""

import signal
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])
sys.path.append(sys.path.pop(0))

from book.tools import build  # noqa: E402
from tests import planted  # noqa: E402


def main(words: list[str]) -> int:
    """0 where all were found, 1 where one was not, or cannot be planted."""
    begin = time.perf_counter()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # leaves no copies, as Ctrl-C does
    try:
        found = planted.faults()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if build.fresh().get("book") != build.inputs():
        print("_build/site is not up to date: run make first", file=sys.stderr)
        return 1
    chosen = [fault for fault in found if not words or any(word in f"{fault.kind} {fault.file} {fault.place}:" for word in words)]
    missed = planted.plant_all(chosen)
    print(*(f"{place}: no test found this fault" for place in missed), sep="\n")
    kinds = Counter(fault.kind for fault in chosen)
    print(f"planted {len(chosen)} faults of {len(kinds)} kinds, caught {len(chosen) - len(missed)}, "
          f"{(time.perf_counter() - begin) / 60:.1f} minutes")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
