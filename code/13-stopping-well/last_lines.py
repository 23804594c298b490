"""Last lines: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import sys
import asyncio
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    for way in "leave", "stop":
        end = await stopped([sys.executable, "log_end.py", way])
        print(f"{way}: all are written:", len(end.lines) == 3)


if __name__ == "__main__":
    asyncio.run(main())
