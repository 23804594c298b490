"""Judge of the exercise 'stop in order'."""

import asyncio
from signal import SIGINT, SIGTERM, Signals

from awaited import task_of
from check import Probe, Wrong, compare, observe, shown

TODO = "write run"

ORDER, FORCED, SIGNALS = "stop-order", "stop-forced", "stop-sigterm"
QUICK = (0.5, "ada", 1)  # accepted at 0.5 s after the opening, takes 1 s


def judge(code):
    run = code()["run"]
    end = ["opened", "closing", "closed"]
    yield from night(run, "no jobs, SIGTERM at 2 s", [], [(2, SIGTERM)], 0, 2.75, ["opened", "accept cancelled", *end[1:]])
    yield from night(run, "no jobs, SIGINT at 2 s", [], [(2, SIGINT)], 0, 2.75, ["opened", "accept cancelled", *end[1:]])
    yield from night(run, "SIGTERM while it opens", [QUICK], [(0.25, SIGTERM)], 0, 1.25, end)
    yield from night(run, "two signals while it opens", [QUICK], [(0.25, SIGTERM), (0.35, SIGINT)], 0, 1.25, end)
    yield from night(run, "a second signal while it closes", [], [(2, SIGTERM), (2.5, SIGTERM)], 0, 2.75,
                     ["opened", "accept cancelled", *end[1:]])
    yield from night(run, "a job that has ended before", [QUICK], [(4, SIGTERM)], 0, 4.75,
                     ["opened", "ada begins", "ada done", "accept cancelled", *end[1:]])
    yield from night(run, "SIGTERM at 2 s, a job ends at 2.5 s", [(0.5, "ada", 1.5)], [(2, SIGTERM)], 0, 3.25,
                     ["opened", "ada begins", "accept cancelled", "ada done", *end[1:]])
    yield from night(run, "two jobs together", [(0.5, "ada", 1), (0.5, "bo", 1.25)], [(1.75, SIGTERM)], 0, 3.5,
                     ["opened", "ada begins", "bo begins", "accept cancelled", "ada done", "bo done", *end[1:]])
    yield from night(run, "the grace of 2 s is over", [(0.5, "ada", 9)], [(2, SIGTERM)], 1, 4.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", *end[1:]])
    yield from night(run, "grace of 0 s", [(0.5, "ada", 9)], [(2, SIGTERM)], 1, 2.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", *end[1:]], grace=0)
    yield from night(run, "one job ends in time, one does not", [(0.25, "ada", 9), (0.25, "bo", 2)], [(2, SIGTERM)], 1, 4.75,
                     ["opened", "ada begins", "bo begins", "accept cancelled", "bo done", "ada cancelled", *end[1:]])
    yield from night(run, "a second signal at 3 s", [(0.5, "ada", 9)], [(2, SIGTERM), (3, SIGINT)], 1, 3.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", *end[1:]], grace=5)
    yield from night(run, "SIGINT twice", [(0.5, "ada", 9)], [(2, SIGINT), (3, SIGINT)], 1, 3.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", *end[1:]], grace=5)
    yield from night(run, "three signals", [(0.5, "ada", 9)], [(2, SIGTERM), (3, SIGTERM), (3.25, SIGTERM)], 1, 4.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", "ada tidied up", *end[1:]], grace=5, slow=1)
    yield from night(run, "a job that takes 1 s to tidy up, when it is cancelled", [(0.5, "ada", 9)], [(2, SIGTERM)], 1, 5.75,
                     ["opened", "ada begins", "accept cancelled", "ada cancelled", "ada tidied up", *end[1:]], slow=1)
    yield from night(run, "a job that fails, and one that goes on", [(0.25, "bad", 0.5), (0.25, "ada", 2.75)], [(2, SIGTERM)], 0, 4.5,
                     ["opened", "bad begins", "ada begins", "bad fails", "accept cancelled", "ada done", *end[1:]])
    yield from night(run, "a job that fails after the signal, and one that goes on", [(0.5, "bad", 2), (0.25, "ada", 2.25)],
                     [(2, SIGTERM)], 0, 4.25,
                     ["opened", "bad begins", "ada begins", "accept cancelled", "bad fails", "ada done", *end[1:]])
    yield from night(run, "two jobs that fail with TimeoutError after the signal, and one that goes on",
                     [(0.25, "late", 2), (0.25, "late", 2), (0.25, "ada", 2.25)], [(2, SIGTERM)], 0, 4.25,
                     ["opened", "late begins", "late begins", "ada begins", "accept cancelled", "late fails", "late fails", "ada done", *end[1:]])
    yield from night(run, "two jobs at the end of the grace", [(0.5, "a job", 9), (0.25, "a job", 9)], [(2, SIGTERM)], 1, 4.75,
                     ["opened", "a job begins", "a job begins", "accept cancelled", "a job cancelled", "a job cancelled", *end[1:]])
    yield from night(run, "a job that ends well when it is cancelled", [(0.5, "tidy", 9)], [(2, SIGTERM)], 1, 4.75,
                     ["opened", "tidy begins", "accept cancelled", "tidy cancelled", *end[1:]])
    yield from among_others(run, end)
    yield from night(run, "open fails", [], [(2, SIGTERM)], "raised OSError: open fails", 0.5, ["opened"], fails="open")
    yield from night(run, "close fails", [QUICK], [(3, SIGTERM)], "raised OSError: close fails", 3.75,
                     ["opened", "ada begins", "ada done", "accept cancelled", *end[1:]], fails="close")
    yield from night(run, "an accept that has a job when it is cancelled", [(0.5, "ada", 0.5), (9, "bo", 1)], [(2, SIGTERM)], 0, 3.75,
                     ["opened", "ada begins", "ada done", "accept cancelled", "bo begins", "bo done", *end[1:]], keeps=True)


def among_others(run, end):
    """One job is cut, others fail, in each order: what looks at the first alone, or at the last, or goes by a set, is right in some."""
    for place in range(5):
        jobs = [(0.125, "bad", 2)] * 4
        jobs.insert(place, (0.125, "ada", 9))
        begins = [f"{name} begins" for _, name, _ in jobs]
        points = [*night(run, "four jobs that fail after the signal, and one that goes on", jobs, [(2, SIGTERM)], 1, 4.75,
                         ["opened", *begins, "accept cancelled", *["bad fails"] * 4, "ada cancelled", *end[1:]])]
        if not all(point.right for point in points):
            break
    yield from points


class Service:
    """Jobs are (seconds until it comes, name, seconds that it takes)."""

    def __init__(self, probe, jobs, slow, keeps, fails):
        self.events, self.jobs, self.slow, self.keeps, self.fails = probe.events, [*jobs], slow, keeps, fails
        self.cut = False

    def done(self, event):
        self.events.append(event)
        if self.fails and event.startswith(self.fails) and event != "closing":
            raise OSError(f"{self.fails} fails")

    async def open(self):
        await asyncio.sleep(0.5)
        self.done("opened")

    async def accept(self):
        if self.cut:
            raise Wrong("accept was called again, after it had been cancelled: at the first signal it accepts no more.", ORDER)
        seconds, name, takes = self.jobs.pop(0) if self.jobs else (1000, "", 0)
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.events.append("accept cancelled")
            self.cut = True
            if not self.keeps:
                raise
        return self.job(name, takes)

    async def job(self, name, seconds):
        self.events.append(f"{name} begins")
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.events.append(f"{name} cancelled")
            if self.slow:
                await asyncio.sleep(self.slow)
                self.events.append(f"{name} tidied up")
            if name == "tidy":
                return
            raise
        if name in ("bad", "late"):
            self.events.append(f"{name} fails")
            raise (ValueError if name == "bad" else TimeoutError)("a bad job")
        self.events.append(f"{name} done")

    async def close(self):
        self.events.append("closing")
        await asyncio.sleep(0.75)
        self.done("closed")


def night(run, what, jobs, signals, status, elapsed, events, *, grace=2, slow=0, keeps=False, fails=""):
    probe = Probe()

    async def serve():
        loop, missing = asyncio.get_running_loop(), []
        running = task_of(run(Service(probe, jobs, slow, keeps, fails), grace), "run")

        def send(number):
            if number in getattr(loop, "_signal_handlers", ()):
                loop.send_signal(number)
            elif not running.done() and not missing:
                missing.append(Signals(number).name)
                running.cancel()

        for moment, number in signals:
            loop.call_later(moment, send, number)
        await asyncio.wait([running], timeout=30)
        if missing:
            return f"ended by {missing[0]}, for which the loop had no handler"
        if not running.done():
            running.cancel()
            await asyncio.wait([running], timeout=5)
            return "had not returned after 30 s"
        if running.cancelled():
            return "was cancelled"
        if fails and isinstance(running.exception(), OSError):
            return f"raised OSError: {running.exception()}"
        status = running.result()
        return f"returned {int(status) if isinstance(status, bool) else shown(status)}"

    seen = observe(serve, probe=probe)
    seen.logged = [text for text in seen.logged if "a bad job" not in text]  # whether it is logged, is its own business
    want = status if isinstance(status, str) else f"returned {status}"
    yield from compare(seen, what, result=want, elapsed=elapsed, events=events, at=FORCED,
                       at_result=SIGNALS if isinstance(seen.result, str) and "no handler" in seen.result else ORDER)
