"""Wrong: a full pipe: the process never ends by itself.

Says: it prints a million bytes: result: expected '1000000 bytes, 0', but it was '131072 bytes,
-15'.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE


async def finish(process, seconds, grace):
    """Read the output of a process and wait for its end; return (output, exit status).

    After *seconds* ask it to end; *grace* seconds later kill it.
    """
    reading = asyncio.create_task(wait_then_read(process))
    try:
        await asyncio.wait([reading], timeout=seconds)
        for end, wait in (process.terminate, grace), (process.kill, None):
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    end()
                await asyncio.wait([reading], timeout=wait)
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():  # cancelled
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])


async def wait_then_read(process):
    await process.wait()
    return await process.communicate()


DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(9)"


async def main():
    for code in "print(21)", DEAF:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE)
        print(*await finish(process, 1.5, 0.25))


if __name__ == "__main__":
    asyncio.run(main())
