"""A task knows: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def two_tasks():
    bo = asyncio.create_task(asyncio.sleep(0.5, 18), name="bo")
    cy = asyncio.create_task(asyncio.sleep(1.5, 24), name="cy")
    print(bo.done(), cy.done())
    await bo
    cy.cancel()
    try:
        await cy
    except asyncio.CancelledError:
        print(bo.result(), cy.cancelled(), cy.get_name())


async def main():
    await two_tasks()


if __name__ == "__main__":
    asyncio.run(main())
