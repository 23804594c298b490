"""One station fails, another is cancelled: with errors and cancelling on the grown toy loop."""

import grown as asyncio


async def read_station(name, delay):
    try:
        await asyncio.sleep(delay)
        raise OSError(f"the line of {name} is dead")
    except asyncio.CancelledError:
        print(name, "is told to stop")
        raise


async def main():
    ada = asyncio.create_task(read_station("ada", 60))
    bo = asyncio.create_task(read_station("bo", 0.25))
    try:
        await bo
    except OSError as error:
        print("main hears:", error)
    ada.cancel()
    print("main goes on")
    try:
        await ada
    except asyncio.CancelledError:
        print("ada has stopped")


if __name__ == "__main__":
    asyncio.run(main())
