"""Stop at the first signal, finish the work, and leave; at the second one cut the work."""

import asyncio
import sys
from signal import SIGINT, SIGTERM

GRACE = 2


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
        print("work done")
    except asyncio.CancelledError:
        print("work cut")
        raise


async def finish(task, cut):
    """Wait for the task, until *cut* is set, at most GRACE s."""
    forced = asyncio.create_task(cut.wait())
    await asyncio.wait({task, forced}, timeout=GRACE,
                       return_when=asyncio.FIRST_COMPLETED)
    whole = task.done()
    for each in task, forced:
        each.cancel()
    await asyncio.wait({task, forced})
    return whole


async def main(seconds):
    stop, cut = asyncio.Event(), asyncio.Event()

    def on_signal():
        (cut if stop.is_set() else stop).set()

    for number in SIGINT, SIGTERM:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    task = asyncio.create_task(work(seconds))
    await asyncio.sleep(0)
    print("serving")
    await stop.wait()
    print("no new work")
    if not await finish(task, cut):
        return 1
    task.result()  # its error, if it failed
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(float(sys.argv[1]))))
