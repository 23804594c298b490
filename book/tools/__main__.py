"""``python book/tools COMMAND``: what the Makefile calls.

    build [PART ...]   build book and decks, or the parts that are named
    execute            run the cells that changed
    scripts            write the scripts in code/ from the chapters
    update             write the scripts, expected outputs and sections.json
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])
sys.path.append(sys.path.pop(0))  # the project comes behind the standard library, which has a module `code`


def main() -> int:
    """Run a command; returns its exit status."""
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "build":
        from book.tools import build
        return build.main(arguments)
    if command == "execute":
        from book.tools import execute
        return execute.main()
    if command in ("scripts", "update"):
        from book.tools import scripts
        return scripts.main(update=command == "update")
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ValueError as error:  # something in the sources, with file:line
        sys.exit(str(error))
