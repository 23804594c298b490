"""Exercise: a night from nothing."""

import asyncio


async def night(names, read, save):
    """Read and save all stations; return the names of those that failed."""

    async def watch(name):
        try:
            await save(name, await read(name))
            return True
        except Exception as error:
            print(f"{name} is not saved: {error!r}")
            return False

    works = await asyncio.gather(*[watch(name) for name in names])
    return [name for name, worked in zip(names, works) if not worked]


async def read(name):
    await asyncio.sleep({"ada": 0.5, "bo": 0.25, "cy": 0.75}[name])
    return 21


async def save(name, temperature):
    await asyncio.sleep(0.1)
    if name == "bo":
        raise OSError("disk full")
    print("saved", name, temperature)


async def main():
    print("failed:", await night(["cy", "bo", "ada"], read, save))


if __name__ == "__main__":
    asyncio.run(main())
