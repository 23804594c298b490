"""Stormwatch receives readings from its stations over TCP, and saves them."""

import asyncio
import contextlib

STATIONS = [[b"ada 21\n"], [b"bo 1", b"8\n"], [b"cy 24\ncy 25\n"]]
saved = []


async def receive(reader, writer):
    while data := await reader.read(100):
        try:
            name, degrees = data.decode().split()
            saved.append((name, int(degrees)))
        except ValueError:
            print("lost:", data)
    writer.close()


async def send(address, parts):
    reader, writer = await asyncio.open_connection(*address)
    for number, part in enumerate(parts):
        if number:
            await asyncio.sleep(0.3)  # a slow line
        writer.write(part)
    with contextlib.suppress(ConnectionError):
        writer.write_eof()
        await reader.read()
    writer.close()


async def night(receive, stations=STATIONS):
    server = await asyncio.start_server(receive, "127.0.0.1", 0)
    for parts in stations:
        await send(server.sockets[0].getsockname(), parts)
    server.close()
    await server.wait_closed()
    print("saved:", saved)


if __name__ == "__main__":
    asyncio.run(night(receive))
