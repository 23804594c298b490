"""Exercise: a child with a limit.

Write finish.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE


async def finish(process, seconds, grace):
    """Read the output of a process and wait for its end; return (output, exit status).

    After *seconds* ask it to end; *grace* seconds later kill it.
    """
    raise NotImplementedError("finish")


DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(9)"


async def main():
    for code in "print(21)", DEAF:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE)
        print(*await finish(process, 1.5, 0.25))


if __name__ == "__main__":
    asyncio.run(main())
