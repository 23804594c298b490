"""Last words: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from asyncio.subprocess import DEVNULL


async def main():
    ENDS = {
        "return": "pass",
        "sys.exit": "sys.exit('no station')",
        "an error": "1 / 0",
        "SIGINT": "os.kill(os.getpid(), signal.SIGINT)",
        "SIGTERM": "os.kill(os.getpid(), signal.SIGTERM)",
        "os._exit": "os._exit(4)",
    }
    PROGRAM = """
import atexit, os, signal, sys
atexit.register(print, "atexit", flush=True)
try: {}
finally: print("finally", end=" ", flush=True)
"""

    for name, end in ENDS.items():
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PROGRAM.format(end),
            stdout=PIPE, stderr=DEVNULL)
        words = await process.stdout.read()
        status = await process.wait()
        print(f"{name:9}{status:4} {words.decode().strip()}".rstrip())


if __name__ == "__main__":
    asyncio.run(main())
