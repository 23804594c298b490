"""The night again: nothing waits in vain, and nothing is lost without a word."""

import asyncio

from night import STATIONS, read_station, run, save


async def watch(name):
    temperature = await read_station(name)
    try:
        await save(name, temperature)
    except OSError as error:
        print(f"{name} is not saved: {error}")


async def main():
    await asyncio.gather(*[watch(name) for name in STATIONS])
    print("the night is over")


if __name__ == "__main__":
    run(main)
