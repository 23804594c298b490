"""A synchronous face for asynchronous code: two ways."""

import asyncio


async def read_station(name):
    await asyncio.sleep(0.05)
    if name == "bo":
        raise OSError("bo does not answer")
    return f"{name}: 21"


class Stations:
    def __enter__(self):
        self.runner = asyncio.Runner()
        return self

    def __exit__(self, *error):
        self.runner.close()

    def read(self, name):
        return self.runner.run(read_station(name))


if __name__ == "__main__":
    with Stations() as stations:
        print(stations.read("ada"))
        try:
            stations.read("bo")
        except OSError as error:
            print("failed:", error)
