"""Flushed: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import sys
import asyncio
import tempfile


async def main():
    CODE = """
import os, signal, sys
file = open(sys.argv[1], "w")
file.write("21")
if sys.argv[2] == "flush":
    file.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
    for way in "write", "flush":
        with tempfile.NamedTemporaryFile("r") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", CODE, file.name, way)
            await process.wait()
            print(f"{way}: {file.read()!r}")


if __name__ == "__main__":
    asyncio.run(main())
