"""A name: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from asyncio.subprocess import PIPE


async def lines_of(process):
    text = await process.stdout.read()
    await process.wait()
    return text.decode().splitlines()


async def by_shell(name):
    return await lines_of(await asyncio.create_subprocess_shell(
        f"echo {name}", stdout=PIPE))


async def by_exec(name):
    return await lines_of(await asyncio.create_subprocess_exec(
        "echo", name, stdout=PIPE))


async def main():
    name = "ada; echo your password"
    print(await by_shell(name))
    print(await by_exec(name))


if __name__ == "__main__":
    asyncio.run(main())
