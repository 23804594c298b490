"""The night again: a reading is a line, however its bytes come; a line that is too long, or too slow, ends alone."""

import asyncio

from half import STATIONS, night, saved

LONG = [b"dee " + b"9" * 100_000]
SLOW = [b"e", b"v", b"e", b" ", b"1", b"9"]
CUT = [b"fay 1"]
ERRORS = (asyncio.LimitOverrunError, TimeoutError, ValueError, ConnectionError)


async def receive(reader, writer):
    try:
        while True:
            async with asyncio.timeout(1):
                await writer.drain()
                line = await reader.readuntil(b"\n")
            name, degrees = line.decode().split()
            saved.append((name, int(degrees)))
            writer.write(b"ok\n")
    except asyncio.IncompleteReadError as end:
        if end.partial:
            print("half a line:", end.partial)
    except ERRORS as error:
        print("hung up:", type(error).__name__)
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(night(receive, [*STATIONS, LONG, SLOW, CUT]))
