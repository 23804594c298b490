"""Three ways in which the service may end."""

import asyncio
import sys
from pathlib import Path
from signal import SIGINT, SIGTERM

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tools"))

from stopping import stopped  # noqa: E402


async def main():
    quick = [sys.executable, HERE / "service.py", "0.5"]
    slow = [sys.executable, HERE / "service.py", "8"]
    told, again = ("serving", SIGTERM), ("no new work", SIGINT)
    for command, steps in (quick, [told]), (slow, [told, again]), (slow, [told]):
        print(*str(await stopped(command, *steps)).splitlines(), sep=", ")


if __name__ == "__main__":
    asyncio.run(main())
