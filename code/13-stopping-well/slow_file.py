"""Read a slow file in two ways, beside a heart. How often does it beat?"""

import asyncio
import os
import tempfile
import threading
from pathlib import Path


async def heart(beats):
    while True:
        await asyncio.sleep(0.05)
        beats.append("beat")


async def plain(path):
    return path.read_text()


async def in_a_thread(path):
    return await asyncio.to_thread(path.read_text)


async def beats_while(read, path):
    beats = []
    beating = asyncio.create_task(heart(beats))
    await asyncio.sleep(0)
    await read(path)
    beating.cancel()
    return len(beats)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "slow")
        os.mkfifo(path)  # a file that gives nothing before somebody writes
        for read in plain, in_a_thread:
            writer = threading.Timer(0.7, path.write_text, ["21"])
            writer.start()
            beats = await beats_while(read, path)
            print(f"{read.__name__}: the heart beats: {beats > 0}")


if __name__ == "__main__":
    asyncio.run(main())
