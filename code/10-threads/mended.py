"""The night again: the report is made in a thread, and every warning is heard."""

import asyncio

from stopped import make_report, night


async def report():
    return await asyncio.to_thread(make_report)


if __name__ == "__main__":
    asyncio.run(night(report))
