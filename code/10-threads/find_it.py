"""Debug mode says which task kept the loop; the log is shortened here to what matters."""

import asyncio
import linecache
import logging
import re
import sys

from stopped import make_report


class Short(logging.Formatter):
    def format(self, record):
        function, line = re.search(r"coro=<(\w+)\(\) running at .*?:(\d+)", record.getMessage()).groups()
        return f"{function}() is now at: {linecache.getline(__file__, int(line)).strip()}"


async def send(pages):
    await asyncio.sleep(0.05)


async def report():
    pages = make_report(0.6)
    await send(pages)


async def main():
    asyncio.get_running_loop().slow_callback_duration = 0.5
    await asyncio.create_task(report())


if __name__ == "__main__":
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Short())
    logging.getLogger("asyncio").addHandler(handler)
    asyncio.run(main(), debug=True)
