"""Order: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 0.1
    soon, later = [], []

    for number in range(8):
        loop.call_soon(soon.append, number)
        loop.call_at(deadline, later.append, number)

    await asyncio.sleep(0.2)
    print("ready queue in order:", soon == sorted(soon))
    print("equal times in order:", later == sorted(later))


if __name__ == "__main__":
    asyncio.run(main())
