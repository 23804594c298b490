"""Judge of the exercise 'read all stations'."""

from check import Probe, compare, observe

TODO = "read_all still reads one station after the other"

STATIONS = {"eve": (1.5, 24), "fay": (0.5, -3), "gil": (2.0, 17), "hal": (1.0, 0)}


def judge(code):
    for names in [["gil", "fay", "eve", "hal"], ["fay"], []]:
        probe = Probe()

        async def read_station(name):
            delay, temperature = STATIONS[name]
            return await probe.call(name, delay, temperature)

        read_all = code(read_station=read_station)["read_all"]
        waits = [STATIONS[name][0] for name in names]
        seen = observe(read_all, names, probe=probe)
        yield from compare(
            seen, f"read_all({names})", result=[STATIONS[name][1] for name in names],
            elapsed=max(waits, default=0), why="the longest wait" if waits else "",
            peak=len(names), at="together-gather", at_result="together-stations")
        if seen.failed:
            return
