"""Tree: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from asyncio.subprocess import PIPE
import os
import contextlib
import signal


def kill_child(process):
    process.kill()


def kill_group(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


async def main():
    LINE = "sleep 8 & echo ready; wait"
    for kill in kill_child, kill_group:
        process = await asyncio.create_subprocess_shell(
            LINE, stdout=PIPE, start_new_session=True)
        await process.stdout.readline()
        kill(process)
        reading = asyncio.create_task(process.communicate())
        done, _ = await asyncio.wait([reading], timeout=0.5)
        print(kill.__name__, "ends it:", bool(done))
        kill_group(process)
        await reading


if __name__ == "__main__":
    asyncio.run(main())
