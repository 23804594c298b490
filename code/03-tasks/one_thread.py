"""One thread: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import threading


async def which_thread():
    await asyncio.sleep(0.1)
    return threading.get_ident()


async def main():
    here = threading.get_ident()
    threads = await asyncio.gather(
        which_thread(), which_thread(), which_thread()
    )
    print(set(threads) == {here})


if __name__ == "__main__":
    asyncio.run(main())
