"""A report that has failed, and is written to."""

import asyncio

from three_stations import STATIONS, read_station, say

report = {}


async def fill(name):
    report[name] = await read_station(name)


async def main():
    try:
        await asyncio.gather(*[fill(name) for name in STATIONS])
        say("the report is complete")
    except OSError as error:
        say("no report:", error)
        report.clear()
    await asyncio.sleep(1.5)  # other work of the service
    say("to the archive:", report)


if __name__ == "__main__":
    asyncio.run(main())
