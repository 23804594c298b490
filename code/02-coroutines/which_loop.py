"""Which loop: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def main():
    await do_some_work()


work = main()
try:
    asyncio.get_running_loop().run_until_complete(work)
except RuntimeError as error:
    print(error)
finally:
    work.close()
