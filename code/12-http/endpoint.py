"""Three endpoints that wait 0.2 s, each asked for five times at once."""

import asyncio
import contextlib
import time

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def blocks(request):
    time.sleep(0.2)  # a call that is not awaited
    return PlainTextResponse("21")


def in_a_thread(request):
    time.sleep(0.2)
    return PlainTextResponse("21")


async def awaits(request):
    await asyncio.sleep(0.2)
    return PlainTextResponse("21")


def ready(request):
    return PlainTextResponse("ready")


APP = Starlette(routes=[Route(f"/{endpoint.__name__}", endpoint) for endpoint in (blocks, in_a_thread, awaits, ready)])


@contextlib.asynccontextmanager
async def running(app):
    """uvicorn in a task, on a free port; gives the URL."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    server.capture_signals = contextlib.nullcontext  # Ctrl-C stays ours
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        await serving


async def main():
    async with running(APP) as url, aiohttp.ClientSession() as session:
        async def ask(path):
            async with session.get(url + path) as response:
                return await response.text()

        await ask("/ready")
        for path in "/blocks", "/in_a_thread", "/awaits":
            start = time.perf_counter()
            await asyncio.gather(*[ask(path) for _ in range(5)])
            print(f"{path}: one after the other: {time.perf_counter() - start >= 1}")


if __name__ == "__main__":
    asyncio.run(main())
