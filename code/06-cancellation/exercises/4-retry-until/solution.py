"""Exercise: retry until the deadline."""

import asyncio


async def retry_until(read, deadline):
    """Return what the first `read()` that succeeds returns; raise TimeoutError at the deadline."""
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError  # timeout_at cuts only what waits
    before = asyncio.current_task().cancelling()
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except OSError:  # also a TimeoutError of read
                if asyncio.current_task().cancelling() > before:
                    raise asyncio.CancelledError  # it was cut, and failed while it tidied up
                await asyncio.sleep(0.5)


async def main():
    tries = iter([OSError("line is dead"), TimeoutError("slow line"), 21])

    async def read():
        await asyncio.sleep(0.1)
        reading = next(tries)
        if isinstance(reading, Exception):
            print(reading)
            raise reading
        return reading

    print(await retry_until(read, asyncio.get_running_loop().time() + 5))


if __name__ == "__main__":
    asyncio.run(main())
