"""For good: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import os
import asyncio
import tempfile
from pathlib import Path


def save_for_good(path, text):
    new = path.with_suffix(".new")
    with open(new, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "readings.txt")
        await asyncio.to_thread(save_for_good, path, "[21]")
        print(os.listdir(folder), path.read_text())


if __name__ == "__main__":
    asyncio.run(main())
