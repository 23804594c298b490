"""The handshake of a WebSocket, by hand: the rest of the connection is no HTTP."""

import asyncio
import base64
import hashlib

from stations import read_message, serving

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


async def greets(reader, writer):
    _, fields, _ = await read_message(reader)
    key = fields["sec-websocket-key"].encode()
    accept = base64.b64encode(hashlib.sha1(key + MAGIC).digest())
    writer.write(b"HTTP/1.1 101 Switching Protocols\r\n"
                 b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
                 b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
    text = b"21 degrees"
    writer.write(bytes([0x81, len(text)]) + text)  # a text
    writer.write(bytes([0x88, 0]))  # the end
    writer.close()


async def main():
    from websockets.asyncio.client import connect
    async with serving(greets) as (host, port), connect(f"ws://{host}:{port}") as client:
        print(await client.recv())


if __name__ == "__main__":
    asyncio.run(main())
