"""Judge of the exercise 'checkout'."""

import asyncio
import re
import sys

import everywhere
from check import Point, Probe, Said, Wrong, compare, copied, observe, shown

TODO = "make checkout safe"

REFUSED, DEAD, SLOW, BUG = ValueError("refused"), OSError("line is dead"), TimeoutError("slow"), RuntimeError("no such line")


class Pool:
    """A pool that counts, and lines whose goodbye takes some time, or fails, also while it is cut."""

    faults = []  # what was wrong with a call, in the words of the judge

    def __init__(self, goodbye=0.5, error=None, cut=None):
        self.probe, self.given, self.used = Probe(), 0, []
        self.goodbye, self.error, self.cut = goodbye, error, cut

    async def take(self):
        await asyncio.sleep(0.5)  # in pool.take
        self.given += 1
        line = Line(self, self.given)
        self.used.append(line)
        return line

    def give_back(self, line):
        if line not in self.used:
            self.faults.append("give_back: expected each line once, but a line is given back twice" if isinstance(line, Line)
                               else f"give_back was given {shown(line)}, and not a line of this pool")
            raise Wrong(f"{self.faults[-1]}.", "cancel-let-go")
        self.used.remove(line)
        self.probe.events.append(f"back {line.number}")


class Line:
    def __init__(self, pool, number):
        self.pool, self.number = pool, number

    async def goodbye(self):
        events = self.pool.probe.events
        events.append(f"start goodbye {self.number}")
        try:
            await asyncio.sleep(self.pool.goodbye)  # in line.goodbye
        except asyncio.CancelledError:
            events.append(f"cancelled goodbye {self.number}")
            raise self.pool.cut or asyncio.CancelledError
        if self.pool.error:
            raise self.pool.error
        events.append(f"end goodbye {self.number}")


def judge(code):
    checkout = code()["checkout"]
    for what, pool, receipt, error, elapsed, why, goodbye in [
            ("a payment", Pool(), "paid", None, 1.5, "the line, the payment and the goodbye", ["end goodbye 1"]),
            ("a payment without a receipt", Pool(), None, None, 1.5, "the line, the payment and the goodbye",
             ["end goodbye 1"]),
            ("a payment that fails", Pool(), "", REFUSED, 1.5, "the line, the payment and the goodbye", ["end goodbye 1"]),
            ("a line that is silent at goodbye", Pool(60), 0, None, 2, "the payment and a second",
             ["cancelled goodbye 1"]),
            ("a goodbye that fails", Pool(0.5, ConnectionResetError("gone")), "paid", None, 1.5,
             "the line, the payment and the goodbye", []),
            ("a payment and a goodbye that fail", Pool(0.5, OSError("gone")), "", REFUSED, 1.5,
             "the line, the payment and the goodbye", []),
            ("a payment that fails with OSError", Pool(), "", DEAD, 1.5, "the line, the payment and the goodbye",
             ["end goodbye 1"]),
            ("a payment that fails with a TimeoutError of its own", Pool(), "", SLOW, 1.5,
             "the line, the payment and the goodbye", ["end goodbye 1"]),
            ("a line that is silent at goodbye, and fails when the goodbye is cut", Pool(60, cut=OSError("gone")), "paid", None, 2,
             "the payment and a second", ["cancelled goodbye 1"]),
            ("a goodbye with a bug", Pool(0.5, BUG), "paid", None, 1.5, "the line, the payment and the goodbye", [])]:
        async def pay(line):
            return await pool.probe.call("payment", 0.5, receipt, error)

        async def main():
            try:
                return await checkout(pool, pay)
            except (ValueError, OSError, RuntimeError, ExceptionGroup) as raised:
                return Said(f"raised {raised!r}{copied(raised, [error, pool.error])}")

        main.__name__ = "checkout"  # what a message names
        fails = error or (BUG if pool.error is BUG else None)
        points = [*compare(observe(main, probe=pool.probe), what, elapsed=elapsed, why=why,
                           result=Said(f"raised {fails!r}") if fails else receipt,
                           events=["start payment"] + ["end payment"] * (not error)
                           + ["start goodbye 1", *goodbye, "back 1"], at="cancel-once", at_result="cancel-let-go")]
        yield from points
        if not all(point.right for point in points):
            return
    yield from goodbye_after_cancel(checkout)
    yield from cancelled(checkout, "cancelled at each point", Pool, again=False)
    yield from cancelled(checkout, "cancelled at each point, and a second time", Pool, again=True)
    yield from cancelled(checkout, "the same with a line that is silent at goodbye", lambda: Pool(60), again=True)
    yield from cancelled(checkout, "the same with a goodbye that fails with OSError when it is cut",
                         lambda: Pool(cut=OSError("gone")), again=True)
    yield from fails_after_cancel(checkout)
    yield from twice(checkout)


def goodbye_after_cancel(checkout):
    """Cancelled while it pays: goodbye is said all the same."""
    pool = Pool()

    async def main():
        task = asyncio.ensure_future(checkout(pool, lambda line: pool.probe.call("payment", 60)))
        await asyncio.sleep(0.75)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    yield from compare(observe(main, probe=pool.probe), "cancelled during the payment", result="cancelled: True", elapsed=1.25,
                       why="the cancel and the goodbye", events=["start payment", "cancelled payment", "start goodbye 1",
                                                                 "end goodbye 1", "back 1"], at="cancel-once",
                       at_result="cancel-let-go")


def fails_after_cancel(checkout):
    """Cancelled while it pays, and then goodbye fails by itself: nobody cares, and the cancel goes on."""
    pool = Pool(0.5, OSError("gone"))

    async def main():
        task = asyncio.ensure_future(checkout(pool, lambda line: asyncio.sleep(60)))
        await asyncio.sleep(0.75)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    yield from compare(observe(main), "cancelled during the payment, and then goodbye fails", result="cancelled: True",
                       at_result="cancel-let-go")


def cancelled(checkout, what, setup, again):
    """Cancel it everywhere; the first wrong point is told."""
    async def one(pool):
        async def pay(line):
            for _ in range(2):
                await asyncio.sleep(0.5)  # in pay
            return "paid"
        return await checkout(pool, pay)

    Pool.faults.clear()
    report = everywhere.cancel(one, setup, again=again,
                               check=lambda pool: f"{len(pool.used)} line" if pool.used else None)
    if not report.wrong:
        yield Point(True, f"{what}: {len(report.points)} runs, each ends as cancelled and leaves no line.")
        return
    point = report.wrong[0]
    moment = f"where it {point.when} {place(point.where)}" if point.where else "without a cancel"
    says = [Pool.faults[0] if "Wrong(" in point.outcome else f"it {point.outcome}"] * (point.outcome != "cancelled")
    says += [f"LEFT: {', '.join(map(place, point.left))}"] * bool(point.left)
    lost = (" (wait_for of Python 3.11 loses a cancel that comes with its result; asyncio.timeout does not.)"
            if sys.version_info < (3, 12) and point.when == "wakes" and point.outcome.startswith("returned") else "")
    yield Point(False, f"{what}: {moment}: {'; '.join(says)}.{lost}", "cancel-everywhere")


def place(text):
    """A place in this file by its comment, one in the answer by its line."""
    text = re.sub(r"(at )?\S+\.py:\d+  .*# in ", "in ", text)
    return re.sub(r"(at )?\S+\.py:(\d+)(  .*)?", r"in line \2", text)


def twice(checkout):
    """Two at once, and another one after them."""
    pool = Pool()

    async def pay(line):
        await asyncio.sleep(0.5)
        return line.number

    async def main():
        both = await asyncio.gather(checkout(pool, pay), checkout(pool, pay))
        return sorted(both), await checkout(pool, pay)

    yield from compare(observe(main), "two at once, then another one", result=([1, 2], 3), elapsed=3,
                       at="cancel-let-go", at_result="cancel-let-go")
