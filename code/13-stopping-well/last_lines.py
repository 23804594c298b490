"""Last lines: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import sys
import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


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
    for way in "leave", "stop":
        end = await stopped([sys.executable, "log_end.py", way])
        print(f"{way}: all are written:", len(end.lines) == 3)


if __name__ == "__main__":
    asyncio.run(main())
