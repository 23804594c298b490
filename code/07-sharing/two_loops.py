"""One lock at the top of a module, used in four runs of asyncio.run."""

import asyncio

lock = asyncio.Lock()


async def user():
    async with lock:
        await asyncio.sleep(0.1)


async def main(users):
    async with asyncio.TaskGroup() as group:
        for _ in range(users):
            group.create_task(user())


def attempt(users):
    try:
        asyncio.run(main(users))
        print(users, "ok")
    except* RuntimeError as group:
        text = str(group.exceptions[0])
        print(users, "fails:", text.partition("> ")[2] or text)


if __name__ == "__main__":
    for users in 1, 2, 1, 2:
        attempt(users)
