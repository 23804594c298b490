"""An event loop with a virtual clock: asyncio's own tasks, but nobody waits.

    import vloop
    vloop.run(main())        # in place of asyncio.run(main())

When no task is ready, the clock jumps to the next timer, so a program that waits
for a day is done at once, and takes exactly a day on its own clock.  Tasks, futures,
queues, locks and timeouts are those of the standard library.  Only time differs:

- timers with the same deadline fire in the order in which they were made
  (asyncio leaves that order open);
- if all tasks wait and nothing can wake them, `Deadlock` names them
  (asyncio would wait for ever);
- ``time.sleep`` moves the clock while no task can run: it blocks the loop, as always;
- a worker thread (``asyncio.to_thread``) really runs, and the clock stands still
  until it is done or calls ``time.sleep``, which waits on the virtual clock too
  (not in executors of your own: there it really waits).

Computing takes no time here, whatever it takes in truth.  Sockets and subprocesses
do not work on this loop.  Python 3.11 to 3.14, standard library only.
"""

import asyncio
import contextlib
import heapq
import itertools
import math
import sys
import threading
import time
from asyncio import events, tasks
from concurrent.futures import ThreadPoolExecutor

__all__ = ["Deadlock", "VirtualLoop", "run", "virtual_time"]

WORKERS = 32  # threads of `asyncio.to_thread`; asyncio itself has at most 32
CAN_START_THREADS = sys.platform not in ("emscripten", "wasi")


class Deadlock(RuntimeError):
    """Nothing will ever wake the tasks that are waiting; the message names them."""


class VirtualLoop(asyncio.BaseEventLoop):
    """An event loop whose clock jumps from timer to timer.

    ``blocked`` counts the seconds (virtual ones) for which ``time.sleep`` stopped
    the loop.  Raises `Deadlock` where no task can go on, after `max_jumps` jumps of
    the clock (a heartbeat that nobody stops) and after `max_turns` turns without a
    jump (a loop around ``sleep(0)``).
    """

    max_jumps = 100_000
    max_turns = 100_000

    def __init__(self, start: float = 0.0):
        super().__init__()
        self.blocked = 0.0
        self._jumps = self._turns = 0
        self._timers = itertools.count()
        self._woken = threading.Event()  # set by other threads
        self._jobs = self._asleep = self._elsewhere = 0  # in the worker threads
        self._all_done = None  # a future, while the loop waits for the last job
        self._set_time(start)
        self._selector = self

    def time(self) -> float:
        """The virtual time in seconds."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """What ``time.sleep`` does in a task: the clock moves, and no task runs."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.blocked += seconds
        self._set_time(self._now + seconds)

    # --- asyncio's private names, all of them; checked with Python 3.11 to 3.14.
    # _run_once() pops what is due from the heap _scheduled and asks
    # _selector.select() how long to wait; another thread calls _write_to_self().

    def _set_time(self, now):
        self._now = now
        # due is what is earlier than now + resolution: it has to be more than now
        self._clock_resolution = max(1e-9, math.ulp(now))

    def call_at(self, when, callback, *args, context=None):
        """As asyncio's, but timers with the same deadline fire in order."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        timer = _Timer(when, callback, args, self, context)
        timer.number = next(self._timers)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def select(self, timeout):
        """Called once in each turn of the loop; instead of waiting, move the clock."""
        if timeout == 0:
            self._turns += 1
            if self._turns > self.max_turns:
                self._turns = 0  # let the cleaning up run
                raise Deadlock(f"the clock stands at {self._now:g} s: some task never waits, "
                               "it only lets the others run")
        elif self._elsewhere or self._asleep < min(self._jobs, WORKERS):
            self._woken.wait()  # a thread is at work: really wait for it
            self._woken.clear()
        elif timeout is None or self._scheduled[0]._when == math.inf:
            names = sorted(task.get_name() for task in asyncio.all_tasks(self))
            raise Deadlock(f"nothing can wake any of these tasks: {', '.join(names)}")
        else:
            self._turns, self._jumps = 0, self._jumps + 1
            if self._jumps > self.max_jumps:
                self._jumps = 0
                raise Deadlock(f"{self.max_jumps} timers have fired, the clock stands at "
                               f"{self._now:g} s: something repeats for ever")
            # a call of time.sleep may have moved the clock beyond the timer
            self._set_time(max(self._now, self._scheduled[0]._when))
        return []

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        self._woken.set()

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the worker threads, on the virtual clock."""
        self._executor_shutdown_called = True
        if self._jobs:
            self._all_done = self.create_future()
            await self._all_done
        if self._default_executor:
            self._default_executor.shutdown()

    # --- worker threads.  Only the loop's own thread changes the counters.

    def run_in_executor(self, executor, func, *args):
        """Run *func* in another thread (see `asyncio.to_thread`)."""
        self._check_closed()
        if not CAN_START_THREADS:
            return self._pretend_thread(func, args)
        if executor is not None:
            job, done = executor.submit(func, *args), self._job_done_elsewhere
            self._elsewhere += 1
        else:
            if self._executor_shutdown_called:
                raise RuntimeError("Executor shutdown has been called")
            self._default_executor = self._default_executor or ThreadPoolExecutor(WORKERS)
            job, done = self._default_executor.submit(self._work, func, args), self._job_done
            self._jobs += 1
        # first the waiting task gets the result, then the clock may go on
        future = asyncio.wrap_future(job, loop=self)
        job.add_done_callback(lambda _: self._from_thread(done))
        return future

    def _work(self, func, args):
        _thread.loop = self
        return func(*args)

    def _from_thread(self, callback, *args):
        with contextlib.suppress(RuntimeError):  # the loop is closed, nobody waits
            self.call_soon_threadsafe(callback, *args)

    def _job_done(self):
        self._jobs -= 1
        if self._all_done and not self._jobs:
            self._all_done.set_result(None)

    def _job_done_elsewhere(self):
        self._elsewhere -= 1

    def _sleep_in_thread(self, seconds):
        over = threading.Event()
        self._from_thread(self._fall_asleep, seconds, over)
        over.wait()

    def _fall_asleep(self, seconds, over):
        self._asleep += 1
        self.call_later(seconds, self._wake_up, over)

    def _wake_up(self, over):
        self._asleep -= 1
        over.set()

    def _pretend_thread(self, func, args):
        """Without threads (in a browser): run *func* now, and deliver when it would end."""
        start, blocked, future = self._now, self.blocked, self.create_future()
        try:
            result, deliver = func(*args), future.set_result
        except Exception as error:
            result, deliver = error, future.set_exception
        end = self._now
        self._set_time(start)
        self.blocked = blocked
        self.call_at(end, lambda: future.done() or deliver(result))
        return future


class _Timer(events.TimerHandle):
    """Timers with the same deadline compare by the order in which they were made."""

    __slots__ = ("number",)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


_thread = threading.local()  # .loop: the loop that this worker thread works for


def _replacements():
    """Functions of the module `time`, for code that runs on a virtual loop."""
    real_sleep = time.sleep

    def sleep(seconds):
        loop = events._get_running_loop()
        if isinstance(loop, VirtualLoop):
            loop.sleep(seconds)
        elif getattr(_thread, "loop", None):
            _thread.loop._sleep_in_thread(seconds)
        else:
            real_sleep(seconds)

    def clock(real):
        def now():
            loop = events._get_running_loop() or getattr(_thread, "loop", None)
            return loop.time() if isinstance(loop, VirtualLoop) else real()
        return now

    return {"sleep": sleep, "monotonic": clock(time.monotonic),
            "perf_counter": clock(time.perf_counter)}


@contextlib.contextmanager
def virtual_time():
    """Within this block ``time.sleep`` and time's clocks know the virtual loop.

    `run` does it by itself.  Use it around an import where the module says
    ``from time import sleep``.
    """
    replacements = _replacements()
    before = {name: getattr(time, name) for name in replacements}
    for name, function in replacements.items():
        setattr(time, name, function)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(time, name, function)


@contextlib.contextmanager
def _outside_of_running_loop():
    """Leave the loop that runs in this thread, if any (Jupyter's), and come back."""
    loop = events._get_running_loop()
    task = asyncio.current_task(loop) if loop else None
    if task:
        tasks._leave_task(loop, task)
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        if task:
            tasks._enter_task(loop, task)


def run(coro, *, debug: bool | None = None, loop_factory=VirtualLoop):
    """``asyncio.run`` on a virtual clock, which starts at 0.

    Works in a notebook too, where a loop is already running.  Returns what *coro*
    returns, raises what it raises, and `Deadlock`.
    """
    with virtual_time(), _outside_of_running_loop():
        with asyncio.Runner(debug=debug, loop_factory=loop_factory) as runner:
            return runner.run(coro)
