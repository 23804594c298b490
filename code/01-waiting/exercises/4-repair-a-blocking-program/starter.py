"""Exercise: repair a blocking program.

Repair pause and read_sensor.
The checker puts a sensor of its own in the place of ask_sensor.
"""

import asyncio
import time


def ask_sensor():
    """Stands for a library that blocks: leave it as it is."""
    time.sleep(0.5)
    return 21


async def pause():
    time.sleep(0.5)


async def read_sensor():
    return ask_sensor()


async def main():
    print(await asyncio.gather(pause(), read_sensor(), pause()))


if __name__ == "__main__":
    asyncio.run(main())
