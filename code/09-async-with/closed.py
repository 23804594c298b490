"""The night again: each line is closed, whatever happens while it is open."""

import asyncio
from contextlib import asynccontextmanager

from left_open import close_line, night, open_line, read_line


@asynccontextmanager
async def line_to(name):
    await open_line(name)
    try:
        yield
    finally:
        await close_line(name)


async def ask(name):
    async with line_to(name):
        return await read_line(name)


if __name__ == "__main__":
    asyncio.run(night(ask))
