"""An archive of Stormwatch that takes its time to load a day and to save it."""

import asyncio


class Archive:
    """Keeps the readings of one day, {station: temperature}."""

    def __init__(self):
        self.kept = {}

    async def load(self):
        await asyncio.sleep(0.3)
        return dict(self.kept)

    async def save(self, day):
        await asyncio.sleep(0.3)
        self.kept = dict(day)


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.1, 21), "bo": (0.2, 18), "cy": (0.3, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return temperature
