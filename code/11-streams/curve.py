"""Curve: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import memnet  # noqa: E402
import vloop  # noqa: E402


KIB = 1024


async def slow(reader, writer):
    while await reader.read(32 * KIB):
        await asyncio.sleep(0.25)
    writer.close()


async def send(writer, drains):
    for _ in range(40):
        writer.write(bytes(32 * KIB))
        if drains:
            await writer.drain()
        await asyncio.sleep(0.05)


async def watch(drains):
    await memnet.start_server(slow, "cy", 80)
    reader, writer = await memnet.open_connection("cy", 80)
    size = writer.transport.get_write_buffer_size
    sending = asyncio.create_task(send(writer, drains))
    sizes = []
    while not sending.done() or size():
        sizes.append(size() // KIB)
        await asyncio.sleep(0.25)
    writer.write_eof()
    await reader.read()
    writer.close()
    return sizes


without, careful = vloop.run(watch(False)), vloop.run(watch(True))
for sizes in without, careful:
    print("at most", max(sizes), "KiB; all sent after",
          len(sizes) * 0.25, "s")
