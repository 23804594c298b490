"""Blocked: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def main():
    for pauses in 0, 1, 2:
        try:
            async with asyncio.timeout(0.2):
                time.sleep(1)
                for _ in range(pauses):
                    await asyncio.sleep(0)
            print(f"pauses: {pauses}, in time")
        except TimeoutError:
            print(f"pauses: {pauses}, TimeoutError")


if __name__ == "__main__":
    asyncio.run(main())
