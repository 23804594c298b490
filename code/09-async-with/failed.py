"""Failed: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


class Line:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.1)
        print("close", self.name)


async def main():
    try:
        async with Line("bo"):
            raise OSError("only noise")
    except OSError as error:
        print("failed:", error)


if __name__ == "__main__":
    asyncio.run(main())
