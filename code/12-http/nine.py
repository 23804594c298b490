"""The morning report of Stormwatch: the pages of nine stations, one after the other."""

import asyncio
import time

from stations import NAMES, Stations, get, serving


async def report(address):
    readings = {}
    for name in NAMES:
        status, body = await get(address, f"/{name}")
        if status != 200:
            raise OSError(f"{name}: {status} {body.decode()}")
        readings[name] = int(body)
    return readings


async def morning(report):
    stations = Stations(busy=["gil"])
    async with serving(stations.answer) as address:
        start = time.perf_counter()
        try:
            print(await report(address))
        except OSError as error:
            print("no report:", error)
        asked, seconds = len(stations.asked), time.perf_counter() - start
        print(asked, "pages asked for; as long as one after the other:", seconds >= asked * stations.seconds)


if __name__ == "__main__":
    asyncio.run(morning(report))
