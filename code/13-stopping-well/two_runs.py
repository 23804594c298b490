"""Two runs in one loop: what Ctrl-C ends is the first."""

import asyncio


async def listen(readings):
    print("listening")
    while True:
        await asyncio.sleep(0.1)
        readings.append(21)


async def send(readings):
    print("sending")
    try:
        await asyncio.sleep(2)  # to the archive
        print("sent")
    finally:
        print("connection closed")


def program():
    readings = []
    with asyncio.Runner() as runner:
        try:
            runner.run(listen(readings))
        except KeyboardInterrupt:
            print("no more readings")
        runner.run(send(readings))


if __name__ == "__main__":
    program()
