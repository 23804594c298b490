"""Try other people's chapters: ``python tests/foreign FOLDER ...`` says what each command says of each.

Each FOLDER, or each one in it, has book/*.md, and what these need: it is laid over a copy of the project without chapters.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])
sys.path.append(sys.path.pop(0))

from tests.foreign.test_foreign import PROOFS  # noqa: E402
from tests.support import TOOLS, copy_project, run  # noqa: E402

COMMANDS = {"update": (TOOLS, "update"), "build": (TOOLS, "build"), "pdf": (TOOLS, "build", "pdf"), "tests": PROOFS}


def tried(case: Path, folder: Path) -> dict[str, tuple[int, str]]:
    """Of each command its status and words; after one that failed no other is tried."""
    project = copy_project(folder / "p", dict.fromkeys([path.name for path in sorted((case / "book").glob("*.md"))], ""))
    shutil.copytree(case, project, dirs_exist_ok=True)
    told = {}
    for name, command in COMMANDS.items():
        told[name] = run(project, *command, LC_ALL="C.UTF-8")
        if told[name][0]:
            break
    return told


def main(paths: list[str]) -> int:
    """0 where nothing broke: every command did its work, or failed without a traceback and with a line."""
    cases = [case for path in map(Path, paths) for case in ([path] if (path / "book").is_dir() else sorted(path.iterdir()))
             if (case / "book").is_dir()]
    broken = 0
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="case-") as folder:
            told = tried(case, Path(folder))
        name, (status, text) = [*told.items()][-1]
        bad = "Traceback" in text or status and name == "tests"
        broken += bool(bad)
        print(f"=== {case.name}: {'BROKEN at' if bad else 'refused by' if status else 'all good, to'} {name}")
        print("\n".join(text.splitlines()[-25:]) if status else "", flush=True)
    print(f"{len(cases)} cases, {broken} broken")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
