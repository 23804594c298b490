"""End child: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE


async def end(process, grace):
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(grace):
            await process.wait()
    except TimeoutError:
        process.kill()
    return await process.wait()


async def main():
    WORK = "print('ready', flush=True); time.sleep(8)"
    DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    for code in WORK, DEAF + WORK:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "import signal, time; " + code,
            stdout=PIPE)
        await process.stdout.readline()
        print("exit status", await end(process, 1))


if __name__ == "__main__":
    asyncio.run(main())
