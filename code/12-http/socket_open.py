"""A WebSocket: the server sends 200 messages of 1 MB; the client reads three, and then nothing for half a second."""

import asyncio

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

sent = 0


async def readings(connection):
    global sent
    for _ in range(200):
        await connection.send(bytes(1_000_000))
        sent += 1


async def main():
    async with serve(readings, "127.0.0.1", 0, compression=None) as server:
        host, port = server.sockets[0].getsockname()
        async with connect(f"ws://{host}:{port}", max_size=None) as client:
            for _ in range(3):
                await client.recv()
            await asyncio.sleep(0.5)
            print("the client sleeps; half of them sent:", sent > 100)
            got = 3
            async for _ in client:
                got += 1
            print("received:", got, "sent:", sent)


if __name__ == "__main__":
    asyncio.run(main())
