"""Exercise: from callbacks."""

import asyncio
import threading


async def readings(subscribe):
    """Give what a library reads, as soon as it is there.

    `subscribe(on_reading)` makes the library call `on_reading(reading)`, in a thread of its
    own, for each reading.  It returns a function that ends this.
    """
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()

    def on_reading(reading):
        loop.call_soon_threadsafe(queue.put_nowait, reading)

    unsubscribe = subscribe(on_reading)
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()


def subscribe(on_reading):
    """A library: a reading each half second."""
    stop = threading.Event()

    def work():
        reading = 20
        while not stop.wait(0.5):
            reading += 1
            on_reading(reading)

    threading.Thread(target=work).start()
    return stop.set


async def main():
    stream = readings(subscribe)
    async for reading in stream:
        print(reading)
        if reading == 23:
            break
    await stream.aclose()


if __name__ == "__main__":
    asyncio.run(main())
