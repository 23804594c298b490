"""A program that swallows what Ctrl-C does to it."""

import asyncio


async def main():
    print("listening")
    try:
        await asyncio.sleep(8)
    except asyncio.CancelledError:
        print("a bad line")
    print("on to the next station")


if __name__ == "__main__":
    try:
        asyncio.run(main())
        print("the end of the night")
    except KeyboardInterrupt:
        print("outside: KeyboardInterrupt")
