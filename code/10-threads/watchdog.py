"""A watchdog: it says where the loop's thread is when the loop has not turned for a while."""

import asyncio
import contextlib
import faulthandler
import re
import tempfile

from find_it import report

LIMIT = 0.1  # seconds


async def stroke(file):
    while True:
        faulthandler.dump_traceback_later(LIMIT, file=file)
        await asyncio.sleep(LIMIT / 10)


@contextlib.asynccontextmanager
async def watchdog(file):
    task = asyncio.create_task(stroke(file))
    await asyncio.sleep(0)  # let it begin
    try:
        yield
    finally:
        task.cancel()
        faulthandler.cancel_dump_traceback_later()


def short(text):
    """Of a dump the calls that are not of the library: file, line and function, the innermost first."""
    calls = re.findall(r'File "(?:.*[/\\])?(\w+\.py)", line (\d+) in (\w+)', text)
    return [f"{file}:{line} {function}" for file, line, function in calls if file in ("stopped.py", "find_it.py")]


async def main():
    with tempfile.TemporaryFile("w+") as file:
        async with watchdog(file):
            await report()
        file.seek(0)
        print(*short(file.read()), sep="\n")


if __name__ == "__main__":
    asyncio.run(main())
