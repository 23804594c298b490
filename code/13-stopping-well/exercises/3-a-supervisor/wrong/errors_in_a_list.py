"""Wrong: it knows some errors alone.

Says: an error of its own kind: result: expected [21, 'started at 0, 0.5, 1 s'], but it was
['Fault: a', 'started at 0 s'].
"""

import asyncio


async def supervise(work, restarts, within, pause):
    """Start `work()` again when it fails, at most *restarts* times in *within* seconds."""
    loop = asyncio.get_running_loop()
    moments = []  # of the restarts
    while True:
        try:
            return await work()
        except (OSError, LookupError, ExceptionGroup):
            now = loop.time()
            moments = [moment for moment in moments if now - moment < within]
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
