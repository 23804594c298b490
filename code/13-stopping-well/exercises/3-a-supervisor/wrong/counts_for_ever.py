"""Wrong: restarts of long ago count.

Says: it fails every 4 s, and is well the tenth time: result: expected ['value', 'started at 0,
4.5, 9, 13.5, 18, 22.5, 27, 31.5, 36, 40.5 s'], but it was ['OSError: fault 4', 'started at 0,
4.5, 9, 13.5 s'].
"""

import asyncio


async def supervise(work, restarts, within, pause):
    """Start `work()` again when it fails, at most *restarts* times in *within* seconds."""
    loop = asyncio.get_running_loop()
    moments = []  # of the restarts
    while True:
        try:
            return await work()
        except Exception:
            now = loop.time()
            if len(moments) >= restarts:
                raise
        await asyncio.sleep(pause)
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
