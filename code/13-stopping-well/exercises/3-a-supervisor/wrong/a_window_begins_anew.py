"""Wrong: when the first restart of a window is old, the count begins anew, and the newer ones are forgotten.

Says: an old restart, and one of 2 s ago: result: expected ['OSError: d', 'started at 0, 0.5, 9,
11.5 s'], but it was ['value', 'started at 0, 0.5, 9, 11.5, 12 s'].
"""

import asyncio


async def supervise(work, restarts, within, pause):
    """Start `work()` again when it fails, at most *restarts* times in *within* seconds."""
    loop = asyncio.get_running_loop()
    begin = count = 0
    while True:
        try:
            return await work()
        except Exception:
            if count and loop.time() - begin >= within:
                count = 0
            if count >= restarts:
                raise
        await asyncio.sleep(pause)
        if not count:
            begin = loop.time()
        count += 1


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
