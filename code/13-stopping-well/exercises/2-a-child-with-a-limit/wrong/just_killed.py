"""Wrong: the process may end before it is killed, too.

Says: it ends in the moment when it is killed: expected no error, but ProcessLookupError was
raised
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE


async def finish(process, seconds, grace):
    """Read the output of a process and wait for its end; return (output, exit status).

    After *seconds* ask it to end; *grace* seconds later kill it.
    """
    reading = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([reading], timeout=seconds)
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await asyncio.wait([reading], timeout=grace)
        if not reading.done():
            process.kill()
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():  # cancelled
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])


DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(9)"


async def main():
    for code in "print(21)", DEAF:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE)
        print(*await finish(process, 1.5, 0.25))


if __name__ == "__main__":
    asyncio.run(main())
