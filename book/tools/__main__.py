"""``python book/tools COMMAND``: what the Makefile calls.

    build [PART ...]   build book and decks, or the parts that are named
    execute            run the cells that changed, and write their scripts
    scripts            write the scripts in code/ from the chapters
    update             write the scripts, expected outputs and sections.json
    text FILE.ipynb    print the text of the chapter that this notebook is of, with what was edited there
    inventory FILE     keep the names of Python's library of an objects.inv (CONTRIBUTING.md)
    free PORT          say whether `make live` can have this port

With CHAPTER=05 in the environment, execute, scripts and update do that chapter alone.
"""

import gc
import os
import socket
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])
sys.path.append(sys.path.pop(0))  # the project comes behind the standard library, which has a module `code`


def main() -> int:
    """Run a command; returns its exit status."""
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if os.environ.get("CHAPTER"):
        from book.tools import chapter
        chapter.chapters()
    if command == "build":
        from book.tools import build
        os.environ.pop("CHAPTER", None)  # a site has all chapters
        return build.main(arguments)
    if arguments and command in ("execute", "scripts", "update"):
        print(f"{command} takes no {arguments[0]}; for one chapter: CHAPTER=05 in the environment, or make {command} CHAPTER=05",
              file=sys.stderr)
        return 2
    if command == "execute":
        from book.tools import scripts
        return 0 if scripts.run_cells() else 1
    if command in ("scripts", "update"):
        from book.tools import scripts
        return scripts.main(update=command == "update")
    if command == "text" and len(arguments) == 1:
        from book.tools import notebook
        sys.stdout.write(notebook.read_back(Path(arguments[0])))
        return 0
    if command == "inventory" and len(arguments) == 1:
        from book.tools import api
        api.keep(Path(arguments[0]))
        return 0
    if command == "free":
        return free(*arguments)
    print(__doc__, file=sys.stderr)
    return 2


def free(port: str = "") -> int:
    """0 where *port* is a number and nobody listens there; else 1, and a sentence."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        print(f"PORT={port} is no port: it is a number up to 65535, such as 8000", file=sys.stderr)
        return 1
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(port))) == 0:
            print(f"port {port} is in use, try: make live PORT={int(port) + 1}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    from book.tools import failure

    failure.end_cleanly()
    try:
        status = main()
        gc.freeze()  # else Python, at its end, looks through all that the build has made for what could be freed: 0.6 s
        sys.exit(status)
    except (Exception, KeyboardInterrupt) as error:  # a ValueError is something in the sources, with file:line
        failure.tell(failure.words(error))
        sys.exit(130 if isinstance(error, KeyboardInterrupt) else 1)
