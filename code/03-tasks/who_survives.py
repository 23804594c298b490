"""Which tasks live on when nothing in the program refers to them?"""

import asyncio
import gc
import time

finished, destroyed = [], []


async def sleeps():
    await asyncio.sleep(0.1)


async def uses_a_thread():
    await asyncio.to_thread(time.sleep, 0.1)


async def awaits_a_task():
    await asyncio.create_task(asyncio.sleep(0.1))


async def awaits_a_future():
    await asyncio.get_running_loop().create_future()


async def awaits_an_event():
    await asyncio.Event().wait()


async def awaits_a_queue():
    await asyncio.Queue().get()


async def run(wait):
    await wait()
    finished.append(wait.__name__)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    for wait in (sleeps, uses_a_thread, awaits_a_task,
                 awaits_a_future, awaits_an_event, awaits_a_queue):
        asyncio.create_task(run(wait), name=wait.__name__)
    gc.collect()  # none of the six has started
    await asyncio.sleep(0.05)
    gc.collect()  # now all of them wait
    await asyncio.sleep(0.5)


def report(loop, context):
    destroyed.append(context["task"].get_name())
    message.add(context["message"])


message = set()

if __name__ == "__main__":
    asyncio.run(main())
    print("finished: ", *sorted(finished))
    print("destroyed:", *sorted(destroyed))
    print("asyncio says:", *message)
