"""A task knows: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    bo = asyncio.create_task(asyncio.sleep(0.1, 18))
    cy = asyncio.create_task(asyncio.sleep(5, 24))
    print(bo.done(), cy.done())
    print(await bo, await bo, bo.result())

    cy.cancel()
    try:
        await cy
    except asyncio.CancelledError:
        print("stopped:", cy.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
