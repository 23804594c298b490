"""Nine pages with aiohttp: a session for each request, one session, one session with a limit."""

import asyncio
import time

import aiohttp
from stations import NAMES, Stations, serving


async def a_session_each(url):
    async def fetch(name):
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{url}/{name}") as response:
                return await response.text()

    return await asyncio.gather(*map(fetch, NAMES))


async def one_session(url, limit=100):
    async def fetch(name):
        async with session.get(f"{url}/{name}") as response:
            return await response.text()

    connector = aiohttp.TCPConnector(limit=limit)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await asyncio.gather(*map(fetch, NAMES))


async def measure(name, fetch_all, *options):
    stations = Stations(seconds=0.35)
    async with serving(stations.answer) as (host, port):
        start = time.perf_counter()
        pages = await fetch_all(f"http://{host}:{port}", *options)
        seconds = int(time.perf_counter() - start)
    print(f"{name}: {len(pages)} pages, peak {stations.peak}, {stations.connections} connections, {seconds} s")


async def main():
    await measure("a session each", a_session_each)
    await measure("one session, limit 3", one_session, 3)


if __name__ == "__main__":
    asyncio.run(main())
