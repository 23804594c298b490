"""Watch a file: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import tempfile


async def watch(file):
    asyncio.get_running_loop().add_reader(file, print)


async def main():
    with tempfile.TemporaryFile() as file:
        try:
            await watch(file)
        except OSError as error:
            print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
