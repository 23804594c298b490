"""Stormwatch listens for warnings, and stops while a report is made."""

import asyncio
import time

# station: when its storm warning begins; it is sent for 0.5 s
WARNINGS = {"ada": 0, "bo": 0.5, "cy": 1.15}


def on_the_air(seconds):
    """The stations that send a warning at this moment."""
    return [name for name, begin in WARNINGS.items()
            if begin <= seconds < begin + 0.5]


def make_report(seconds=1.0):
    time.sleep(seconds)  # an old library reads the archive
    return "three pages"


async def watch(heard):
    start = time.monotonic()
    while True:
        for name in on_the_air(time.monotonic() - start):
            if name not in heard:
                heard.append(name)
        await asyncio.sleep(0.1)


async def report():
    return make_report()


async def night(report):
    heard = []
    task = asyncio.create_task(watch(heard))
    await asyncio.sleep(0.1)
    print("report:", await report())
    await asyncio.sleep(0.5)
    task.cancel()
    print("warnings heard from:", *heard)


if __name__ == "__main__":
    asyncio.run(night(report))
