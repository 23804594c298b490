"""Three ways in which the service may end."""

import asyncio
import sys
from pathlib import Path
from signal import SIGINT, SIGTERM

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tools"))

from stopping import stopped  # noqa: E402


async def main():
    quick = [sys.executable, HERE / "service.py", "1.2"]
    slow = [sys.executable, HERE / "service.py", "8"]
    told, again = ("serving", SIGTERM), ("no new work", SIGINT)
    runs = (quick, [told]), (slow, [told, again]), (slow, [told])
    for end in await asyncio.gather(*[stopped(command, *steps) for command, steps in runs]):
        print(*str(end).splitlines(), sep=", ")


if __name__ == "__main__":
    asyncio.run(main())
