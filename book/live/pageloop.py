"""CPython's own event loop, driven by the page: all that needs private names of asyncio.

`BaseEventLoop` runs unchanged; only waiting is different, because a page has no
selector.  In a cell the page waits and calls `tick` (`guest`); under `asyncio.run`
the loop blocks its worker as it blocks a thread elsewhere.
"""

import asyncio
import heapq
import math
import os
import signal
import socket
import time

from page import block, idle, wake  # worker.mjs
from pyodide import webloop

TERMINAL = "run this example in a terminal, as a script"


class PageLoop(asyncio.BaseEventLoop):
    """An event loop without file descriptors."""

    guest = False

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        if not self.guest and timeout != 0:  # whole milliseconds, as epoll has them
            block(3600 if timeout is None else math.ceil(timeout * 1e3) / 1e3)
        return []

    def tick(self):
        """Run what is ready; return the milliseconds until the next call, -1 for none."""
        self._run_forever_setup()
        try:
            self._run_once()
        except (KeyboardInterrupt, SystemExit):
            pass  # the cell's task has it too
        finally:
            self._run_forever_cleanup()
        if self._ready:
            return 0
        while self._scheduled and self._scheduled[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(self._scheduled)._scheduled = False
        if not self._scheduled:
            return -1
        return math.ceil(max(0, self._scheduled[0]._when - self.time()) * 1e3)

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        wake(0)


def refuse(what, error=NotImplementedError):
    def refused(*args, **kwargs):
        raise error(f"a web page has no {what}: {TERMINAL}")

    async def refused_later(*args, **kwargs):
        refused()

    return refused, refused_later


no_sockets, no_sockets_later = refuse("sockets")
no_signals, _ = refuse("signals")
no_processes, no_processes_later = refuse("processes")
for name in ("add_reader", "add_writer", "_make_socket_transport", "_make_ssl_transport",
             "_make_datagram_transport", "_start_serving"):
    setattr(PageLoop, name, no_sockets)
for name in ("create_server", "create_connection", "create_datagram_endpoint", "getaddrinfo",
             "create_unix_server", "create_unix_connection", "connect_read_pipe",
             "connect_write_pipe"):
    setattr(PageLoop, name, no_sockets_later)
PageLoop.add_signal_handler = PageLoop.remove_signal_handler = no_signals
PageLoop.subprocess_exec = PageLoop.subprocess_shell = no_processes_later
# These would seem to work: Emscripten's sockets ask the network, its signals never come.
socket.socket.__init__ = no_sockets
signal.signal = refuse("signals", ValueError)[0]  # asyncio.Runner expects a ValueError
os.system = os.fork = no_processes


def sleep(seconds):
    """Block, as time.sleep does.  Raises ValueError for a negative number."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    block(seconds)


# Pyodide's versions of these teach something else: its sleep lets other tasks run.
asyncio.run = webloop._orig_run
time.sleep = sleep
time.thread_time = time.process_time = lambda: time.perf_counter() - idle()


class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = PageLoop


LOOP = PageLoop()
LOOP.guest = True
asyncio.events._set_running_loop(None)  # Pyodide's
asyncio.events._set_event_loop_policy(Policy())
asyncio.events._get_event_loop_policy().set_event_loop(LOOP)
