"""Wrong: the loop stands still in the pause.

Says: it fails once: blocked: expected 0 s, but a blocking call stopped the loop for 0.5 s.
"""

import asyncio
import time


async def supervise(work, restarts, within, pause):
    """Start `work()` again when it fails, at most *restarts* times in *within* seconds."""
    loop = asyncio.get_running_loop()
    moments = []  # of the restarts
    while True:
        try:
            return await work()
        except Exception:
            now = loop.time()
            moments = [moment for moment in moments if now - moment < within]
            if len(moments) >= restarts:
                raise
        time.sleep(pause)
        moments.append(loop.time())


async def main():
    starts = []

    async def listen():
        starts.append("start")
        raise OSError("the line is dead")

    try:
        await supervise(listen, 3, 10, 0.1)
    except OSError as error:
        print(len(starts), "starts, then:", error)


if __name__ == "__main__":
    asyncio.run(main())
