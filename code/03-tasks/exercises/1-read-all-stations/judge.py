"""Judge of the exercise 'read all stations'."""

from check import Probe, compare, observe

TODO = "read_all still reads one station after the other"

STATIONS = {"eve": (1.5, 24), "fay": (0.5, -3), "gil": (2.0, 17), "hal": (1.0, 0),
            "ivo": (0.5, None), "jo": (0, 9), "far": (3600, 5)}
DEAD = "kim"  # fails when all others have answered, so that nothing is left running


def judge(code):
    """Run after run, until one goes wrong: the others would say the same."""
    for points in runs(code):
        points = list(points)
        yield from points
        if not all(point.right for point in points):
            return


def runs(code):
    for names in [["gil", "fay", "eve", "hal"], ["fay"], [], ["fay", "jo", "ivo", "fay"], 40 * ["far"]]:
        read_all, probe = stations(code)
        what = "40 stations that take an hour" if len(names) == 40 else f"read_all({names})"
        waits = [STATIONS[name][0] for name in names]
        seen = observe(read_all, names, probe=probe)
        yield compare(
            seen, what, result=[STATIONS[name][1] for name in names],
            elapsed=max(waits, default=0), why="the longest wait" if waits else "",
            peak=len(names), at="together-four", at_result="together-stations")
    yield counted(code)

    read_all, probe = stations(code)

    async def twice():
        return [await read_all(["hal", "fay"]), await read_all(["eve"])]

    yield compare(observe(twice, probe=probe), "two calls, the second after the first",
                       result=[[0, -3], [24]], elapsed=2.5, at="together-four", at_result="together-stations")

    read_all, probe = stations(code)

    async def with_a_dead_station():
        try:
            return await read_all(["hal", DEAD])
        except* OSError:  # alone, or in the group of a TaskGroup
            pass
        return "OSError was raised"

    yield compare(observe(with_a_dead_station, probe=probe), "where the reading of a station raises OSError",
                       result="OSError was raised", at_result="together-limits")


def counted(code):
    """A station that is read twice gives another reading the second time."""
    given = []

    async def read_station(name):
        given.append(name)
        return await Probe().call(name, 0.5, len(given))

    read_all = code(read_station=read_station)["read_all"]
    return compare(observe(read_all, ["lee", "lee", "max"]), "read_all(['lee', 'lee', 'max']), which count the readings",
                   result=[1, 2, 3], elapsed=0.5, why="the longest wait", at="together-four",
                   at_result="together-stations")


def stations(code):
    """read_all with the stations above, and the probe that watches them."""
    probe = Probe()

    async def read_station(name):
        if name == DEAD:
            return await probe.call(name, 1.5, error=OSError("line is dead"))
        return await probe.call(name, *STATIONS[name])

    return code(read_station=read_station)["read_all"], probe
