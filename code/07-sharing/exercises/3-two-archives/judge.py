"""Judge of the exercise 'two archives'."""

import asyncio

import schedules
from check import Point, compare, observe

TODO = "let `move` hang in no order of tasks"
AT = {"at": "share-one-order", "at_result": "share-circle"}
SEEDS = 40


class Archive:
    """As in the starter; it notes in *log* whether the locks of both archives of a move are held."""

    def __init__(self, number, names, log=None):
        self.number, self.lock, self.log = number, asyncio.Lock(), log
        self.readings = {name: 20 for name in names}
        self.partner = self

    async def take(self, name):
        self.note("take")
        await asyncio.sleep(0.5)
        return self.readings.pop(name)

    async def put(self, name, temperature):
        self.note("put")
        await asyncio.sleep(0.5)
        self.readings[name] = temperature

    def note(self, what):
        if self.log is not None:
            held = self.lock.locked() + self.partner.lock.locked()
            self.log.append(f"{what} with {held} lock{'s' * (held != 1)} held")


def judge(code):
    move = code()["move"]
    for first, second in (1, 2), (7, 3):
        yield from alone(move, first, second)
    for same in False, True:
        for name in "ada", None:
            yield from missing(move, same, name)
    yield from same_archive(move)
    yield from disjoint(move)
    yield from disjoint(move, meanwhile=True)
    yield from on_its_way(move)
    yield from orders(move)
    for delay in 0.25, 0.75:
        yield from cancelled(move, delay)


def alone(move, one, two):
    log = []

    async def call():
        day, year = Archive(one, ["ada", 0], log), Archive(two, [None], log)
        day.partner, year.partner = year, day
        await move(day, year, 0)
        return [[*day.readings], [*year.readings], day.lock.locked() or year.lock.locked()]

    seen = observe(call)
    seen.events = log
    yield from compare(seen, f"0 is moved from archive {one} to archive {two} (who has what, is a lock still held)",
                       result=[["ada"], [None, 0], False], elapsed=1, events=["take with 2 locks held", "put with 2 locks held"], **AT)


def missing(move, same, name):
    async def call():
        day, year = Archive(1, ["bo"]), Archive(2, ["cy"])
        try:
            await move(day, day if same else year, name)
            what = "no error"
        except Exception as error:
            what = type(error).__name__
        return [what, [*day.readings], [*year.readings], day.lock.locked() or year.lock.locked()]

    yield from compare(observe(call), f"{name!r} is not there{', and source and target are the same' * same} "
                       "(what is raised, who has what, is a lock still held)", result=["KeyError", ["bo"], ["cy"], False], **AT)


def same_archive(move):
    async def call():
        day = Archive(1, ["ada", "bo"])
        await move(day, day, "ada")
        return [sorted(day.readings), day.lock.locked()]

    yield from compare(observe(call), "source and target are the same archive (what it has, is its lock still held)",
                       result=[["ada", "bo"], False], at="share-itself", at_result="share-itself")


def disjoint(move, meanwhile=False):
    """Two moves of two pairs; *meanwhile* a third one waits for the first pair."""
    async def call():
        archives = [Archive(number, [f"reading {number}"]) for number in range(4)]
        jobs = [asyncio.ensure_future(move(archives[1], archives[0], "reading 1"))]
        if meanwhile:
            await asyncio.sleep(0.25)
            jobs.append(asyncio.ensure_future(move(archives[0], archives[1], "reading 0")))
            await asyncio.sleep(0.25)
        await move(archives[2], archives[3], "reading 2")
        at = asyncio.get_running_loop().time()
        await asyncio.gather(*jobs)
        return [at, *[sorted(archive.readings) for archive in archives]]

    end, rest = (1.5, [["reading 1"], ["reading 0"]]) if meanwhile else (1, [["reading 0", "reading 1"], []])
    what = "archives 0 and 1 have a move and one that waits, and at 0.5 s one is begun" if meanwhile else "a move begins, and another one"
    yield from compare(observe(call), f"{what} from 2 to 3 (when does that end, who has what)", elapsed=end + 0.5 * meanwhile,
                       why="two pairs do not wait for each other", result=[end, *rest, [], ["reading 2", "reading 3"]], **AT)


def on_its_way(move):
    """A reading is moved on while it is being moved in."""
    async def call():
        day, year, all_years = Archive(1, ["ada"]), Archive(2, []), Archive(3, [])
        one = asyncio.ensure_future(move(day, year, "ada"))
        await asyncio.sleep(0.25)
        await asyncio.gather(one, move(year, all_years, "ada"))
        return [[*archive.readings] for archive in (day, year, all_years)]

    yield from compare(observe(call), "ada is moved from 1 to 2, and before that has ended from 2 to 3 (who has what)",
                       result=[[], [], ["ada"]], at="share-stampede", at_result="share-stampede")


def orders(move):
    """Moves in both directions, and round a circle of three archives, in many orders of tasks."""
    async def later(delay, *args):
        await asyncio.sleep(delay)
        await move(*args)

    for text, stock, jobs, wanted in [
            ("two moves, there and back,", ["a", "b"], ["a01", "b10"], ["b", "a"]),
            ("four moves between three archives", ["ab", "c", "d"], ["a01", "c12", "d20", "b02"], ["d", "a", "bc"])]:
        async def moves():
            archives = [Archive([2, 3, 1][number], names) for number, names in enumerate(stock)]
            async with asyncio.TaskGroup() as group:
                for number, (name, source, target) in enumerate(jobs):
                    group.create_task(later(0.25 * (number == 3), archives[int(source)], archives[int(target)], name),
                                      name=f"mover of {name}")
            return ["".join(sorted(archive.readings)) for archive in archives]

        usual, schedules.ScheduledLoop.max_jumps = schedules.ScheduledLoop.max_jumps, 1000  # what repeats for ever is soon told
        try:
            report = schedules.explore(moves, seeds=range(SEEDS), tries=0,
                                       check=lambda got: got != wanted and f"the archives have {got}, not {wanted}")
        finally:
            schedules.ScheduledLoop.max_jumps = usual
        if report.smallest:
            error = report.smallest.error
            error = error.splitlines()[error.startswith("ExceptionGroup")].strip()
            seeds = f"{len(report.failures)} seeds fail{''.join(f', the first is {seed}' for seed in [*report.failures][:1])}"
            yield Point(False, f"{text} in {SEEDS} orders: expected that all end well, but {seeds}: {error}.", "share-one-order")
        else:
            yield Point(True, f"{text} in {SEEDS} orders: each ends well.")


def cancelled(move, delay):
    """The first move is cancelled while it takes (0.25) or puts (0.75); the second one waits for it."""
    async def call():
        day, year = Archive(1, ["ada"]), Archive(2, ["bo"])
        one = asyncio.ensure_future(move(day, year, "ada"))
        await asyncio.sleep(0.125)
        two = asyncio.ensure_future(move(year, day, "bo"))
        await asyncio.sleep(delay - 0.125)
        one.cancel()
        await asyncio.wait([one, two])
        return [one.cancelled(), "bo" in day.readings, "bo" in year.readings, day.lock.locked() or year.lock.locked()]

    seen = observe(call)
    if seen.elapsed and delay + 1 < seen.elapsed <= delay + 2:  # who first ends, or undoes, what it has begun is right as well
        seen.elapsed = delay + 1
    yield from compare(seen, f"a move is cancelled at {delay} s, another one waits (is it cancelled, is the reading of the "
                       "other moved, is it still there, is a lock still held)", result=[True, True, False, False],
                       elapsed=delay + 1, why="the other goes on", **AT)
