"""A synchronous face whose loop runs in a thread of its own."""

import asyncio
import concurrent.futures
import threading


async def read_station(name):
    await asyncio.sleep(0.5)
    return f"{name}: 21"


class Stations:
    async def serve(self, started):
        stop = asyncio.Event()
        started.set_result((asyncio.get_running_loop(), stop))
        await stop.wait()

    def __enter__(self):
        started = concurrent.futures.Future()
        self.thread = threading.Thread(
            target=asyncio.run, args=[self.serve(started)])
        self.thread.start()
        self.loop, self.stop = started.result()
        return self

    def __exit__(self, *error):
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()

    def read(self, name):
        return asyncio.run_coroutine_threadsafe(
            read_station(name), self.loop).result()


if __name__ == "__main__":
    with Stations() as stations:
        print(stations.read("ada"))
