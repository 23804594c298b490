"""Three stations of Stormwatch over slow lines, of which two fail."""

import asyncio
import time

# station: seconds until it ends, temperature or what is wrong
STATIONS = {
    "ada": (0.5, "line is dead"),
    "bo": (1.0, 18),
    "cy": (1.5, "battery is empty"),
}
START = time.monotonic()


def say(*words):
    """Print the words after the seconds since the start, in half seconds, rounded down."""
    print(f"t={int(2 * (time.monotonic() - START)) / 2}", *words)


async def read_station(name):
    delay, answer = STATIONS[name]
    await asyncio.sleep(delay)
    if isinstance(answer, str):
        say(name, "fails")
        raise OSError(f"{name}: {answer}")
    say(name, "answers")
    return answer
