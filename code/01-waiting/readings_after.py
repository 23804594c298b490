"""Ask twenty weather stations for a reading, all together."""

import asyncio
import time

from readings_before import start_server, took


async def read(address, station):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(f"GET /{station} HTTP/1.0\r\n\r\n".encode())
    reply = await reader.read()
    writer.close()
    return float(reply.split()[-1])


async def main():
    start = time.perf_counter()
    address = start_server()
    readings = await asyncio.gather(
        *[read(address, station) for station in range(20)])
    print(len(readings), "readings, the highest is", max(readings))
    print(took(start))


if __name__ == "__main__":
    asyncio.run(main())
