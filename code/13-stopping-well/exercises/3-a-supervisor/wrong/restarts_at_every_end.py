"""Wrong: what is no Exception is no failure, also where it is no cancellation.

Says: an error that is no Exception: result: expected ['End: leave', 'started at 0 s'], but it
was ['value', 'started at 0, 1 s'].
"""

import asyncio


async def supervise(work, restarts, within, pause):
    """Start `work()` again when it fails, at most *restarts* times in *within* seconds."""
    loop = asyncio.get_running_loop()
    moments = []  # of the restarts
    while True:
        try:
            return await work()
        except asyncio.CancelledError:
            raise
        except BaseException:
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
