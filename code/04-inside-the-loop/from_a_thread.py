"""Wake the loop from another thread: call_soon does not, call_soon_threadsafe does."""

import asyncio
import threading
import time


async def wait_for_answer(method):
    """Return the seconds until the answer of a thread is here."""
    loop = asyncio.get_running_loop()
    begin, answer = time.monotonic(), loop.create_future()
    call = getattr(loop, method)
    threading.Timer(0.25, call, [answer.set_result, 21]).start()
    other = asyncio.create_task(asyncio.sleep(1.5))
    await answer
    seconds = time.monotonic() - begin
    other.cancel()
    return seconds


if __name__ == "__main__":
    for method in "call_soon", "call_soon_threadsafe":
        seconds = asyncio.run(wait_for_answer(method))
        print(f"{method}: in time: {seconds < 1}")
