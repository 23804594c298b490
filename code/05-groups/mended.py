"""The report again: each station that answers, each failure, and nothing afterwards."""

import asyncio

from three_stations import STATIONS, read_station, say


async def fill(name, report, failures):
    try:
        report[name] = await read_station(name)
    except OSError as error:
        failures.append(error)


async def main():
    report, failures = {}, []
    async with asyncio.TaskGroup() as group:
        for name in STATIONS:
            group.create_task(fill(name, report, failures), name=name)
    for error in failures:
        say("repair", error)
    say("to the archive:", report)


if __name__ == "__main__":
    asyncio.run(main())
