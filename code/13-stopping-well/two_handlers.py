"""Two handlers: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from signal import SIGINT, SIGTERM
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    for way in "loop", "signal":
        story = await stopped([sys.executable, "wake_up.py", way],
                              ("waiting", SIGTERM), pause=0.25)
        print(f"{way:7}", story.lines[-1])


if __name__ == "__main__":
    asyncio.run(main())
