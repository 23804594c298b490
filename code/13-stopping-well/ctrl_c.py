"""What Ctrl-C does to a program of asyncio. Start it, and press Ctrl-C once; then twice."""

import asyncio


async def main():
    print("listening")
    try:
        await asyncio.sleep(8)
    except asyncio.CancelledError:
        print("main: CancelledError")
        raise
    finally:
        print("cleaning up")
        await asyncio.sleep(0.5)
        print("clean")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("outside: KeyboardInterrupt")
