"""An event loop with a virtual clock: asyncio's own tasks, but nobody waits.

When nothing is ready, the clock jumps to the next timer.  A program that waits for a
day is done at once, and takes exactly a day on its own clock.  Tasks, futures, queues,
locks and timeouts are those of the standard library.

In a script, in place of ``asyncio.run(main())``::

    import vloop
    vloop.run(main())

In pytest, without a plugin::

    def test_a_minute():
        assert vloop.run(fetch_with_timeout(60)) == "timed out"

In unittest (a setting of Python 3.13; before, call `run` in a ``unittest.TestCase``)::

    class Minute(unittest.IsolatedAsyncioTestCase):
        loop_factory = vloop.VirtualLoop

**Time** is exact: 0.1 + 0.7 s and 0.8 s are one moment, three thirds are one second, and
timers of one moment fire in the order in which they were made.  (A tick is 1/63 ns; a
moment given as a float is rounded to ticks, after 9 hours to nanoseconds, after 24 days
to microseconds.)  The clock starts at 0; computing takes no time.  While the loop runs,
``time.sleep``, ``monotonic``, ``perf_counter``, ``time``, each with ``_ns``, ``localtime``,
``gmtime``, ``ctime``, ``strftime`` and ``datetime.now``, ``utcnow``, ``today`` follow it; the
date of its start is that of the real clock, or *epoch*.  A difference to a reading from
before the run says nothing, unless the loop starts there: ``loop_factory=lambda:
VirtualLoop(start=time.perf_counter())``.  ``process_time`` and ``thread_time`` stay real: they
measure computing.  What a module took before, with ``from
time import sleep`` or ``from datetime import datetime``, stays real too, unless it is
imported within `virtual_time` or given to it.  (``datetime.datetime`` is replaced
meanwhile, so its instances cannot be pickled during a run.)

**Blocking**: ``time.sleep`` on the loop's thread moves the clock, and no task runs;
`VirtualLoop.blocked` adds it up.  So does each other call that waits there.

**Threads** really run: those of `asyncio.to_thread`, of executors, and your own that are
started during the run.  The clock stands while one of them is at work, and goes on when
all of them wait: in ``time.sleep``, for a lock, event, condition, queue, future or thread,
for the loop.  Their timeouts are virtual.  What the clock does not see is a wait for a
lock made before the run, for a file, a socket or another process: that is work, and after
``patience`` real seconds without an event `Deadlock` names the thread.  Where no thread
can start (a browser), `asyncio.to_thread` runs its function at once, and gives its
result at the moment at which it would end.

**Errors**: `Deadlock` where nothing can wake anybody (asyncio would wait for ever), where
the loop turns and turns at one moment, and where timers never end.  `NeedsRealLoop`
for sockets, servers, pipes and subprocesses; `memnet` has streams and servers without
sockets.

**Signals**: `VirtualLoop.add_signal_handler` works in the main thread, as asyncio's.  Send
one at a virtual moment with ``loop.call_later(5, signal.raise_signal, signal.SIGTERM)``, or
``os.kill(os.getpid(), signal.SIGTERM)`` in a task; `VirtualLoop.send_signal` calls the
handler where real signals do not exist (a browser).  Nobody waits for a signal from
outside.

Python 3.11 to 3.14, standard library only.
"""

import _thread
import asyncio
import collections
import concurrent.futures.thread as pools
import contextlib
import datetime
import functools
import gc
import heapq
import inspect
import itertools
import linecache
import math
import os
import queue
import re
import signal
import sys
import threading
import time
import types
import warnings
from asyncio import events, tasks
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor

__all__ = ["Deadlock", "NeedsRealLoop", "VirtualLoop", "run", "virtual_time"]

WORKERS = 32  # threads of `asyncio.to_thread`; asyncio itself has at most 32
CAN_START_THREADS = HAS_SIGNALS = sys.platform not in ("emscripten", "wasi")
NANO = 63  # ticks in a nanosecond, so that thirds, sevenths and ninths are exact
SECOND = NANO * 10**9
# A float says less about a late moment than about an early one: (before, steps in a second)
GRIDS = (2.0**15, SECOND), (2.0**21, 10**9), (2.0**31, 10**6), (math.inf, 10**3)
GRACE = 0.3  # real seconds for threads that are older than the run, before a Deadlock

real_monotonic = time.monotonic
real_cpu = getattr(time, "thread_time", time.process_time)


class Deadlock(RuntimeError):
    """The program will never end; the message says why, and names who waits."""


class NeedsRealLoop(RuntimeError):
    """What was called needs a loop with sockets: run it with `asyncio.run`."""


def ticks(seconds: float) -> float:
    """Seconds as a whole number of ticks (math.inf for what is never).

    Raises ValueError for nan.
    """
    if abs(seconds) == math.inf:
        return seconds
    grid = next((grid for before, grid in GRIDS if seconds < before), 10**3)
    return round(seconds * grid) * (SECOND // grid)


class VirtualLoop(asyncio.BaseEventLoop):
    """An event loop whose clock jumps from timer to timer.

    *start* is its first moment, in seconds; *epoch* what ``time.time()`` says when the
    clock stands at 0, in seconds since 1970 (None: so that it starts with the real time).

    ``patience`` are the real seconds after which `Deadlock` is raised where the clock does
    not move: seconds of the processor where the loop turns (a loop around
    ``sleep(0)``), seconds without an event where a thread is at work.  After
    ``max_jumps`` of the clock something repeats for ever (a heartbeat that nobody stops).
    """

    patience = 5.0
    max_jumps = 10_000_000

    def __init__(self, start: float = 0.0, epoch: float | None = None):
        super().__init__()
        self._ticks = None
        self._set_time(ticks(start))
        now = time.time_ns() - self._now_ns() if epoch is None else ticks(epoch) // NANO
        self._epoch_ns = now
        self._blocked = self._jumps = self._turns = 0
        self._turning_since = 0.0
        self._numbers = itertools.count()  # first in, first out, for timers and threads
        self._mutex = _thread.RLock()  # a signal or the garbage collector may come back in
        self._gate = _thread.allocate_lock()  # opened by all that may be news for the loop
        self._gate.acquire()
        self._at_work = set()  # records of threads
        self._waiting = set()  # waiters
        self._sleepers = []  # a heap: (moment, number, waiter)
        self._elsewhere = 0  # jobs in processes, and in threads of pools older than the run
        self._settled = 0.0  # real moment at which the end of such a job has arrived here
        self._jobs = set()  # of the default executor
        self._pretending = self._stuck = False
        self._signal_handlers, self._signals = {}, collections.deque()
        self._selector = self

    # --- time

    def time(self) -> float:
        """The virtual time in seconds."""
        return self._now

    @property
    def blocked(self) -> float:
        """The virtual seconds for which calls that wait have stopped the loop."""
        return self._blocked / SECOND

    def sleep(self, seconds: float) -> None:
        """What ``time.sleep`` does in a task: the clock moves, and no task runs."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds:
            self._block(_Waiter(self), seconds)

    def call_later(self, delay, callback, *args, context=None):
        """As asyncio's, but exact."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self._at(self._after(delay), callback, args, context)

    def call_at(self, when, callback, *args, context=None):
        """As asyncio's, but timers of one moment fire in order."""
        if when is None:
            raise TypeError("when cannot be None")
        moment = ticks(when)
        if moment == self._ticks:
            self._now = max(self._now, when)  # as in _after
        return self._at(moment, callback, args, context)

    def _after(self, seconds):
        """The moment after so many seconds.

        0.1 + 0.2 and 0.3 are one moment, but two floats.  Who waits for the rest until the later one, a part of a tick,
        gets a clock that says so; else ``while clock() < end: wait(end - clock())`` would not end.
        """
        span = ticks(seconds)
        if span or not seconds > 0:
            return self._ticks + span
        moment = ticks(self._now + seconds)  # many parts are a tick
        if moment == self._ticks:
            self._now += seconds
        return moment

    def _at(self, moment, callback, args, context):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = _Timer(moment / SECOND, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-2:]
        timer.key = moment, next(self._numbers)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _set_time(self, moment):
        self._now = max(self._now, moment / SECOND) if moment == self._ticks else moment / SECOND
        self._ticks = moment
        # asyncio takes for due what is earlier than now + resolution: it has to be more than now
        self._clock_resolution = max(0.5 / SECOND, math.ulp(self._now))

    def _now_ns(self, since=0):
        return since + (self._ticks + NANO // 2) // NANO

    def _jump(self, moment):
        """Move the clock, never back: a call that blocked may have moved it further."""
        if self._jumps == self.max_jumps:
            self._jumps = 0  # let the cleaning up run
            raise Deadlock(f"{self.max_jumps} timers have fired, the clock stands at "
                           f"{self._now:g} s: something repeats for ever")
        self._jumps += 1
        self._set_time(max(self._ticks, moment))

    # --- the loop.  asyncio's private names, all of them; checked with Python 3.11 to 3.14.
    # _run_once() pops what is due from the heap _scheduled and asks
    # _selector.select() how long to wait; another thread calls _write_to_self().

    def run_forever(self):
        """As asyncio's, within `virtual_time`."""
        with virtual_time():
            super().run_forever()

    def select(self, timeout):
        """Called once in each turn of the loop; instead of waiting, move the clock."""
        if timeout == 0:
            self._turns += 1
            if not self._turns % 10_000:
                self._check_turns()
        elif not self._signals:
            self._turns = 0
            self._drive()
        signals = list(self._signals)
        for _ in signals:
            self._signals.popleft()
        return signals

    def _check_turns(self):
        if self._turns == 10_000:
            self._turning_since = real_cpu()
        elif self._turns > 100_000 and real_cpu() - self._turning_since > self.patience:
            self._turns = 0  # let the cleaning up run
            raise Deadlock(f"the clock stands at {self._now:g} s: some task never waits, "
                           "it only lets the others run")

    def _process_events(self, event_list):
        for number in event_list:  # one turn later, as what asyncio reads from its pipe
            self._ready.append(events.Handle(self._handle_signal, (number,), self, None))

    def _write_to_self(self):
        with contextlib.suppress(RuntimeError):  # it is open already
            self._gate.release()

    def close(self):
        """Close the loop; threads that sleep, or wait with a timeout, go on at once."""
        super().close()
        for number in list(self._signal_handlers):
            self.remove_signal_handler(number)
        self._let_go(lambda waiter: waiter.limited or self._stuck and not waiter.idle)

    # --- threads.  A record is in _at_work from the thread's start to its end, except
    # while it waits; who wakes it puts it back.  The loop's thread drives the clock:
    # in select(), where no callback is ready, and in calls that block it.

    def _drive(self, waiter=None):
        """Until *waiter* is over, or without it until the loop has something to do."""
        quiet = real_monotonic()
        grace = None
        while True:
            with self._mutex:
                if waiter.over if waiter else self._ready or self._signals:
                    return
                now = real_monotonic()
                if self._at_work or self._elsewhere:
                    until, grace = quiet + self.patience, None
                    if now >= until:
                        raise Deadlock(self._busy())
                elif now < self._settled:
                    until = self._settled
                elif self._go_on(waiter is None):
                    continue
                elif not waiter and self._scheduled and self._scheduled[0].key[0] < math.inf:
                    return  # the timer's moment has come
                else:
                    grace = until = grace or now + GRACE * self._strangers()
                    if now >= until:
                        raise self._nobody_can_wake(waiter)
            if self._gate.acquire(timeout=until - now):
                quiet = real_monotonic()

    def _go_on(self, with_timers):
        """Move the clock to the next thing; True if that woke a thread."""
        while self._sleepers and self._sleepers[0][2].over:
            heapq.heappop(self._sleepers)
        timer = self._scheduled[0].key if with_timers and self._scheduled else (math.inf,)
        if self._sleepers and self._sleepers[0][:2] < timer:
            moment, _, sleeper = heapq.heappop(self._sleepers)
            self._jump(moment)
            sleeper.end(notified=False)
            return True
        if timer[0] < math.inf:
            self._jump(timer[0])
        return False

    def _block(self, waiter, seconds=None):
        """Wait in this thread until *waiter* is released (True) or time is over (False)."""
        begin = self._ticks
        with self._mutex:
            if not waiter.over:
                moment = math.inf if seconds is None else self._after(seconds)
                if moment < math.inf:
                    waiter.limited = True
                    heapq.heappush(self._sleepers, (moment, next(self._numbers), waiter))
                self._waiting.add(waiter)
                self._at_work.discard(waiter.record)
                self._write_to_self()
        try:
            if waiter.record is None:
                self._drive(waiter)
            waiter.gate.acquire()
        finally:
            waiter.over = True
            self._waiting.discard(waiter)
            if waiter.record is None:
                self._blocked += self._ticks - begin
        if waiter.error:
            raise waiter.error
        return waiter.notified

    def _let_go(self, which):
        """End waits that nobody else will end."""
        with self._mutex:
            for waiter in [waiter for waiter in list(self._waiting) if which(waiter)]:  # they leave at any moment
                if not waiter.limited:
                    waiter.error = Deadlock("the run is over, and nothing can wake this thread")
                waiter.end(notified=False)

    def _nobody_can_wake(self, waiter):
        if waiter and self._pretending:
            return Deadlock("no thread can start here, so the function given to to_thread runs on "
                           "the loop's thread, and it waits for what only the loop can do")
        self._stuck = True
        names = sorted(map(name, asyncio.all_tasks(self)))
        threads = sorted(w.record.thread.name for w in list(self._waiting) if w.record and not w.idle)
        also = f"; these threads wait too: {', '.join(threads)}" if threads else ""
        if self._signal_handlers:
            also += "; the virtual clock does not wait for a signal from outside"
        if waiter:
            return Deadlock("a call blocks the loop, and nothing can end it. These tasks stand: "
                           f"{', '.join(names)}{also}")
        if names == ["VirtualLoop.shutdown_default_executor"]:
            return Deadlock(f"nothing can wake a thread for which asyncio.run waits at its end: {', '.join(threads)}")
        return Deadlock(f"nothing can wake any of these tasks: {', '.join(names)}{also}")

    def _busy(self):
        names = sorted(record.thread.name for record in list(self._at_work)) or ["of an executor"]
        self._stuck = True
        self._at_work.clear()  # let the cleaning up run
        self._elsewhere = 0
        return (f"after {self.patience:g} real seconds this thread is still at work: "
                f"{', '.join(names)}. It computes, or it waits for what the virtual clock does not "
                "see (a file, a socket, a process, a lock or a time.sleep taken before the run)")

    def _strangers(self):
        """Whether there are threads older than the run, which may wake somebody."""
        return any(thread.ident != threading.get_ident() and not hasattr(thread, "_virtual")
                   for thread in threading.enumerate())

    def run_in_executor(self, executor, func, *args):
        """Run *func* in another thread (see `asyncio.to_thread`)."""
        self._check_closed()
        if not CAN_START_THREADS:
            return self._pretend_thread(func, args)
        if executor is not None:
            return super().run_in_executor(executor, func, *args)
        if self._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")
        if self._default_executor is None:
            self._default_executor = ThreadPoolExecutor(WORKERS, "asyncio")
        job = self._default_executor.submit(func, *args)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return asyncio.wrap_future(job, loop=self)

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the worker threads, on the virtual clock; *timeout* in seconds."""
        self._executor_shutdown_called = True
        if self._jobs and not self._stuck:
            await asyncio.wait([asyncio.wrap_future(job, loop=self) for job in list(self._jobs)],
                               timeout=timeout)
        if self._jobs and not self._stuck:
            warnings.warn(
                f"The executor did not finish joining its threads within {timeout} seconds.",
                RuntimeWarning, stacklevel=2)
            self._stuck = True
        if self._default_executor:
            self._default_executor.shutdown(wait=not self._stuck)

    def _pretend_thread(self, func, args):
        """Without threads (in a browser): run *func* now, and deliver when it would end."""
        before = self._ticks, self._blocked
        future, self._pretending = self.create_future(), True
        try:
            result, deliver = func(*args), future.set_result
        except Exception as error:
            result, deliver = error, future.set_exception
        finally:
            end, self._pretending = self._ticks, False
            self._set_time(before[0])
            self._blocked = before[1]
        self._at(end, lambda: future.done() or deliver(result), (), None)
        return future

    def _job_elsewhere(self):
        self._elsewhere += 1

        def done(_):
            # asyncio's own callback comes after this one, in the same thread: give it time
            self._settled = real_monotonic() + 0.05
            self._elsewhere = max(0, self._elsewhere - 1)
            self._write_to_self()
        return done

    # --- signals

    def add_signal_handler(self, sig, callback, *args):
        """Call *callback* in the loop when the signal *sig* comes; as asyncio's on Unix.

        Raises ValueError for what is no signal, RuntimeError outside of the main thread
        and for signals that cannot be caught.
        """
        if inspect.iscoroutine(callback) or inspect.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            signal.signal(sig, self._on_signal)
        except (ValueError, OSError) as error:
            if not HAS_SIGNALS and sig not in (9, 19):  # SIGKILL, SIGSTOP
                self._signal_handlers[sig] = events.Handle(callback, args, self, None)
                return  # `send_signal` alone calls it
            raise RuntimeError(f"sig {sig} cannot be caught: {error}") from error
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)

    def remove_signal_handler(self, sig) -> bool:
        """Back to what Python does by default; False if there was no handler."""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        default = signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL
        with contextlib.nullcontext() if HAS_SIGNALS else contextlib.suppress(ValueError):
            signal.signal(sig, default)
        return True

    def send_signal(self, sig) -> None:
        """Let the signal *sig* come now: to its handler here, without the system."""
        self._check_signal(sig)
        if sig in self._signal_handlers:
            self._on_signal(sig, None)
        else:
            signal.raise_signal(sig)

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    def _on_signal(self, number, frame):
        self._signals.append(number)
        self._write_to_self()

    def _handle_signal(self, number):
        if handle := self._signal_handlers.get(number):
            self._ready.append(handle)


def _refuse(name, what):
    def method(self, *args, **kwargs):
        raise NeedsRealLoop(f"{what} needs the real loop: the virtual clock has no {name}, as it "
                            "has no sockets, pipes and processes. Run it with asyncio.run; streams "
                            "and servers work here with memnet.")
    method.__name__ = name
    method.__doc__ = f"Raises NeedsRealLoop: {what} needs the real loop."
    setattr(VirtualLoop, name, method)


for _what, _names in {
    "a connection": "create_connection create_unix_connection connect_accepted_socket start_tls",
    "a server": "create_server create_unix_server", "a datagram": "create_datagram_endpoint",
    "a subprocess": "subprocess_exec subprocess_shell",
    "a pipe": "connect_read_pipe connect_write_pipe", "sendfile": "sendfile sock_sendfile",
    "watching a file": "add_reader remove_reader add_writer remove_writer",
    "a socket": "sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall "
                "sock_sendto sock_connect sock_accept",
}.items():
    for _name in _names.split():
        _refuse(_name, _what)


class _Timer(events.TimerHandle):
    """Timers compare by their moment, then by the order in which they were made."""

    __slots__ = ("key",)

    def __lt__(self, other):
        return self.key < other.key


# --- what a thread waits for


class _Record:
    """What the clock knows of a thread that was started during a run: ``thread._virtual``."""

    def __init__(self, thread, loop):
        self.thread, self.loop, self.ended, self.joining = thread, loop, False, []

    def end(self):
        with self.loop._mutex:
            self.ended = True
            for waiter in self.joining:
                waiter.release()
            self.loop._at_work.discard(self)
            self.loop._write_to_self()


class _Waiter:
    """One wait of one thread; `VirtualLoop._block` waits, `release` ends it.

    ``record`` is None for the loop's own thread; ``idle`` says that a thread of a pool
    waits for its next job, and ``limited`` that the wait has a timeout.
    """

    def __init__(self, loop, idle=False):
        self.loop, self.idle = loop, idle
        self.record = None if events._get_running_loop() else _record()
        self.gate = _thread.allocate_lock()
        self.gate.acquire()
        self.over = self.notified = self.limited = False
        self.error = None

    def release(self):
        """Wake the thread: from now on it is at work.  False if it waits no more."""
        loop = _virtual_loop()
        if loop and self.loop.is_closed() and self.record:
            self.loop = self.record.loop = loop  # a pool's thread from an earlier run
        return self.end(notified=True)

    def end(self, notified):
        with self.loop._mutex:
            self.notified |= notified  # also where its time has just ended
            if self.over:
                return False
            self.over = True
            if self.record:
                self.loop._at_work.add(self.record)
            self.gate.release()
            self.loop._write_to_self()
            return True


def _record():
    return getattr(threading._active.get(threading.get_ident()), "_virtual", None)


def _virtual_loop():
    """The virtual loop that this thread runs, or works for, or None."""
    loop = events._get_running_loop()
    if loop is None and (record := _record()):
        loop = record.loop
    return loop if isinstance(loop, VirtualLoop) and not loop.is_closed() else None


class _Lock:
    """As threading.Lock, but the virtual clock sees who waits for it."""

    def __init__(self):
        self._lock, self._waiters = _thread.allocate_lock(), collections.deque()
        self.locked, self._at_fork_reinit = self._lock.locked, self._lock._at_fork_reinit

    def acquire(self, blocking=True, timeout=-1):
        loop = _virtual_loop()
        if self._lock.acquire(False):
            return True
        if loop is None or not blocking or 0 <= timeout <= 0:
            return self._lock.acquire(blocking, timeout)
        end = math.inf if timeout < 0 else loop._after(timeout)
        while True:
            waiter = _Waiter(loop)
            self._waiters.append(waiter)
            if self._lock.acquire(False):
                waiter.over = True  # for release(), which passes it over
                return True
            left = None if end == math.inf else max(0, end - loop._ticks) / SECOND
            if not loop._block(waiter, left) and end <= loop._ticks:
                return self._lock.acquire(False)

    def release(self):
        self._lock.release()
        with contextlib.suppress(IndexError):
            while not self._waiters.popleft().release():
                pass

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self.locked() else 'unlocked'} vloop lock>"


class _RLock(threading._PyRLock):
    def __init__(self):
        super().__init__()
        self._block = _Lock()


class _SimpleQueue(queue._PySimpleQueue):
    """As queue.SimpleQueue, but the virtual clock sees who waits for it."""

    def __init__(self):
        super().__init__()
        self._count._cond = threading.Condition(_thread.RLock())  # may be put to by a finalizer
        self._count._cond.idle = True


def _thread_functions():
    """Methods of threads, conditions and pools, for threads of a virtual loop."""
    real_wait, real_join = threading.Condition.wait, threading.Thread.join
    real_start, real_submit = threading.Thread.start, ThreadPoolExecutor.submit
    real_queue = queue.SimpleQueue

    @functools.wraps(real_wait)
    def wait(self, timeout=None):
        loop = _virtual_loop()
        if loop is None or timeout is not None and timeout <= 0:
            return real_wait(self, timeout)
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _Waiter(loop, getattr(self, "idle", False))
        self._waiters.append(waiter)
        state = self._release_save()
        try:
            return loop._block(waiter, timeout)
        finally:
            self._acquire_restore(state)
            with contextlib.suppress(ValueError):
                self._waiters.remove(waiter)

    @functools.wraps(real_join)
    def join(self, timeout=None):
        loop, record = _virtual_loop(), getattr(self, "_virtual", None)
        if loop and record and self is not threading.current_thread():
            waiter = _Waiter(loop)
            with record.loop._mutex:
                record.joining.append(waiter)
                ended = record.ended
            if not ended and not loop._block(waiter, timeout and max(timeout, 0)):
                return
        real_join(self, timeout)

    @functools.wraps(real_start)
    def start(self):
        loop = _virtual_loop()
        if loop is None or _serves(self):
            return real_start(self)
        record = self._virtual = _Record(self, loop)
        function = self.run

        def run():
            del self.run
            try:
                function()
            finally:
                record.end()

        self.run = run
        loop._at_work.add(record)
        try:
            real_start(self)
        except RuntimeError:
            record.end()
            raise

    @functools.wraps(real_submit)
    def submit(self, fn, /, *args, **kwargs):
        loop = _virtual_loop()
        if loop and not self._threads and isinstance(self._work_queue, real_queue):
            self._work_queue = _SimpleQueue()  # made before the run, and not yet used
        if loop is None or isinstance(self._work_queue, _SimpleQueue):
            return real_submit(self, fn, *args, **kwargs)
        return _elsewhere(loop, real_submit, self, fn, *args, **kwargs)

    yield from [(threading.Condition, "wait", wait), (threading.Thread, "join", join),
                (threading.Thread, "start", start), (ThreadPoolExecutor, "submit", submit),
                (threading, "Lock", _Lock), (threading, "RLock", _RLock),
                (queue, "SimpleQueue", _SimpleQueue)]
    if pool := _process_pool():
        real_process = pool.submit

        @functools.wraps(real_process)
        def submit_process(self, fn, /, *args, **kwargs):
            if loop := _virtual_loop():
                return _elsewhere(loop, real_process, self, fn, *args, **kwargs)
            return real_process(self, fn, *args, **kwargs)

        yield pool, "submit", submit_process


def _process_pool():
    """concurrent.futures.ProcessPoolExecutor, if the program has imported it."""
    return getattr(sys.modules.get("concurrent.futures.process"), "ProcessPoolExecutor", None)


def _serves(thread):
    """Whether it serves processes, or a pool older than the run: it waits for jobs unseen."""
    function, arguments = getattr(thread, "_target", None), getattr(thread, "_args", ())
    if function is pools._worker:
        return not any(isinstance(argument, _SimpleQueue) for argument in arguments)
    where = getattr(function, "__module__", None) or type(thread).__module__
    return where.startswith(("multiprocessing.", "concurrent.futures.process"))


def _elsewhere(loop, submit, *args, **kwargs):
    job, done = submit(*args, **kwargs), loop._job_elsewhere()
    job.add_done_callback(done)
    return job


# --- the clocks of the standard library


def _time_functions():
    """Functions of the module `time`, for code that runs on a virtual loop."""
    real_sleep = time.sleep

    @functools.wraps(real_sleep)
    def sleep(seconds):
        if loop := _virtual_loop():
            loop.sleep(seconds)
        else:
            real_sleep(seconds)

    def clock(real, virtual):
        @functools.wraps(real)
        def now():
            loop = _virtual_loop()
            return real() if loop is None else virtual(loop)
        return now

    def calendar(real, before=0):
        """What takes a time as its argument number *before*, by default that of now."""
        @functools.wraps(real)
        def function(*args):
            if _virtual_loop() and (len(args) == before or args[before] is None and not before):
                now = time.time()
                args = *args[:before], time.localtime(now) if before else now
            return real(*args)
        return function

    yield time, "sleep", sleep
    for name in "monotonic", "perf_counter":
        yield time, name, clock(getattr(time, name), VirtualLoop.time)
        yield time, f"{name}_ns", clock(getattr(time, f"{name}_ns"), VirtualLoop._now_ns)
    for module, name in (threading, "_time"), (queue, "time"):  # they took it from time
        yield module, name, clock(getattr(module, name), VirtualLoop.time)
    yield time, "time", clock(time.time, lambda loop: loop._now_ns(loop._epoch_ns) / 10**9)
    yield time, "time_ns", clock(time.time_ns, lambda loop: loop._now_ns(loop._epoch_ns))
    for name in "localtime", "gmtime", "ctime":
        yield time, name, calendar(getattr(time, name))
    yield time, "strftime", calendar(time.strftime, 1)
    yield datetime, "datetime", _virtual_datetime(datetime.datetime)


def _virtual_datetime(real):
    """The class in place of datetime.datetime; all its instances are real ones."""
    class Type(type):
        def __call__(cls, *args, **kwargs):
            return real(*args, **kwargs) if cls is Datetime else super().__call__(*args, **kwargs)

        def __instancecheck__(cls, thing):
            return isinstance(thing, real) if cls is Datetime else super().__instancecheck__(thing)

        def __subclasscheck__(cls, kind):
            return issubclass(kind, real) if cls is Datetime else super().__subclasscheck__(kind)

    class Datetime(real, metaclass=Type):
        __doc__ = real.__doc__

        @classmethod
        def now(cls, tz=None):
            if _virtual_loop():
                return cls.fromtimestamp(time.time(), tz)
            return real.now(tz) if cls is Datetime else super().now(tz)

        @classmethod
        def utcnow(cls):
            if _virtual_loop():
                return cls.now(datetime.UTC).replace(tzinfo=None)
            return real.utcnow() if cls is Datetime else super().utcnow()

    Datetime.__name__ = Datetime.__qualname__ = Datetime.__module__ = "datetime"
    return Datetime


_installing = _thread.RLock()
_replaced = []  # (module or class, name, the real one, ours); made again where one changed
_within = 0  # how many are in virtual_time


def _replacements():
    new = _process_pool() and all(place is not _process_pool() for place, *_ in _replaced)
    if not _replaced or new or any(getattr(place, name) is not real
                                   for place, name, real, _ in _replaced):
        _replaced[:] = [(place, name, getattr(place, name), ours)
                        for place, name, ours in [*_time_functions(), *_thread_functions()]]
    return _replaced


@contextlib.contextmanager
def virtual_time(*modules: types.ModuleType) -> Iterator[None]:
    """Within this block the clocks and threads of the standard library know virtual loops.

    A running `VirtualLoop` does it by itself.  Use it around an import where the module
    says ``from time import sleep``, or name such *modules*, whose names are replaced too.
    """
    global _within
    with _installing:
        if not _within:
            for place, name, _, ours in _replacements():
                setattr(place, name, ours)
        _within += 1
        taken = [(module, name, real, ours) for module in modules
                 for name, value in vars(module).items()
                 for _, _, real, ours in _replaced if value is real]
        for module, name, _, ours in taken:
            setattr(module, name, ours)
    try:
        yield
    finally:
        with _installing:
            _within -= 1
            for place, name, real, _ in taken if _within else taken + _replaced:
                setattr(place, name, real)


# --- run


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


def run(coro: Coroutine, *, debug: bool | None = None,
        loop_factory: Callable[[], asyncio.AbstractEventLoop] = VirtualLoop):
    """``asyncio.run`` on a virtual clock, which starts at 0.

    Works in a notebook too, where a loop is already running.  Returns what *coro*
    returns, raises what it raises, and `Deadlock`.
    """
    with virtual_time(), _outside_of_running_loop():
        with asyncio.Runner(debug=debug, loop_factory=loop_factory) as runner:
            return runner.run(coro)


# --- where tasks stand, on any loop: for the tools everywhere, schedules and deadlock

STDLIB = os.path.dirname(os.__file__)


def stack(task: asyncio.Task) -> list[types.FrameType]:
    """The frames of a task that waits, its own coroutine's first; none when it is done.

    Goes on through async generators and objects with ``__await__``, where
    ``Task.get_stack`` ends.
    """
    return [frame for _, frame in awaiting(task)]


def awaiting(task: asyncio.Task) -> Iterator[tuple[object, types.FrameType]]:
    """The coroutines and generators of a task that waits, each with its frame."""
    thing = task.get_coro()
    while thing is not None:
        for frame, inner in ("cr_frame", "cr_await"), ("gi_frame", "gi_yieldfrom"), ("ag_frame", "ag_await"):
            if hasattr(thing, frame):
                if getattr(thing, frame):
                    yield thing, getattr(thing, frame)
                thing = getattr(thing, inner)
                break
        else:  # asend(), athrow() and coroutine.__await__() say only to the collector what they run
            thing = next((inner for inner in gc.get_referents(thing)
                          if hasattr(inner, "cr_frame") or hasattr(inner, "gi_frame")
                          or hasattr(inner, "ag_frame") or type(inner).__name__.startswith("async_gen")), None)


def of_library(frame: types.FrameType) -> bool:
    """Whether it runs code of the standard library, or of an installed package (compiled code has no line)."""
    root = _root(frame.f_code.co_filename)
    return root == STDLIB or root.endswith("-packages") or frame.f_lineno is None


def _root(file):
    """The folder of sys.path in which a file is, or ""."""
    return _root_of(file, tuple(sys.path))


@functools.lru_cache(1024)  # of each frame of each step it is asked
def _root_of(file, path):
    return max((root for root in path if root and file.startswith(f"{root}{os.sep}")), key=len, default="")


def line(frame: types.FrameType) -> str:
    """Where a frame is: ``shop.py:12  await pay()``, from the current folder or one of sys.path.

    In a cell of a notebook it is ``cell:2  await pay()``: its file has a number for a name.
    """
    code = frame.f_code
    linecache.lazycache(code.co_filename, frame.f_globals)
    return _line(code, code.co_filename, frame.f_lineno or code.co_firstlineno, os.getcwd(), tuple(sys.path))


@functools.lru_cache(1024)  # a file that is not there is looked for in each folder of sys.path
def _line(code, file, number, here, path):
    text = linecache.getline(file, number).strip()
    root = here if file.startswith(here + os.sep) else _root_of(file, path)
    short = file.removeprefix(f"{root}{os.sep}") if root else file
    if re.search(r"[/\\]ipykernel_\d+[/\\]\d+\.py$|^<cell", file):
        short = "cell"
    return f"{short}:{number}  {text}".rstrip()


def place(task: asyncio.Task) -> str:
    """The line where a task waits: the innermost one that is not of a library.

    Where that line does not name it, the library's function follows: ``(Lock.acquire)``.
    """
    frames = stack(task)
    own = max((n for n, frame in enumerate(frames) if not of_library(frame)), default=None)
    if own is None:
        return f"({frames[-1].f_code.co_qualname})" if frames else "(ended)"
    inner, text = [frame.f_code.co_qualname for frame in frames[own + 1:]], line(frames[own])
    named = not inner or any(part in text for function in inner for part in function.split("."))
    return text if named else f"{text}  ({inner[-1]})"


def name(task: asyncio.Task) -> str:
    """The name that the program gave to a task, else that of its coroutine's function."""
    if re.fullmatch(r"Task-\d+|None", task.get_name()):  # None: 3.13.0, with a task factory
        if hasattr(coro := task.get_coro(), "__qualname__"):
            return coro.__qualname__.rpartition("<locals>.")[2]
        return f"aclose of {stack(task)[0].f_code.co_qualname}" if stack(task) else "aclose"
    return task.get_name()


def abandon(task: asyncio.Task) -> None:
    """Let the loop forget a task that nothing ends, as asyncio's page on extending says.

    It is never freed: that might complain, or, where its coroutine swallows GeneratorExit, take for ever.
    """
    import ctypes  # seldom needed
    asyncio._unregister_task(task)
    task._log_destroy_pending = False
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(task))


def stepping(callback: Callable) -> asyncio.Task | None:
    """The task that goes on when the loop calls *callback*, or None."""
    task = getattr(callback, "__self__", None)
    kind = getattr(callback, "__name__", type(callback).__name__).lower()
    return task if isinstance(task, asyncio.Task) and ("step" in kind or "wakeup" in kind) else None


class NumberedTask(asyncio.Task):
    """A task whose place in a set is the same in each run.

    asyncio keeps tasks in sets, and cancels them in the order of addresses.  Use it as
    ``loop.set_task_factory(NumberedTask.factory())``.
    """

    number = 0

    @classmethod
    def factory(cls):
        numbers = itertools.count(1)

        def make(loop, coro, **options):
            task = cls.__new__(cls)
            task.number = next(numbers)
            task.__init__(coro, loop=loop, **options)
            return task
        return make

    def __hash__(self):
        return self.number


NumberedTask.__name__ = "Task"  # for asyncio's messages
