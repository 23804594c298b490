"""CPython's own event loop, driven by the page: all that needs private names of asyncio.

`BaseEventLoop` runs unchanged; only waiting is different, because a page has no
selector.  In a cell the page waits and calls `tick` (`guest`); under `asyncio.run`
the loop blocks its worker as it blocks a thread elsewhere.
"""

import asyncio
import math
import os
import signal
import socket
import time

from page import block, idle, wake  # worker.mjs

TERMINAL = "run this example in a terminal, as a script"


def refuse(what, error=NotImplementedError):
    def refused(*args, **kwargs):
        raise error(f"a web page has no {what}: {TERMINAL}")

    return refused


no_sockets, no_processes = refuse("sockets"), refuse("processes")


class PageLoop(asyncio.BaseEventLoop):
    """An event loop without file descriptors."""

    guest = False

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        """Wait, or as a guest remember for `tick` how long: in whole milliseconds, as epoll."""
        self.pause = -1 if timeout is None else math.ceil(timeout * 1e3)
        if self.pause and not self.guest:
            block(3600 if self.pause < 0 else self.pause / 1e3)
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
        return self.pause

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        wake()

    add_reader = add_writer = getaddrinfo = connect_read_pipe = connect_write_pipe = no_sockets
    create_unix_connection = create_unix_server = no_sockets
    subprocess_exec = subprocess_shell = no_processes
    add_signal_handler = remove_signal_handler = refuse("signals")


# These would seem to work: Emscripten's sockets ask the network, its signals never come.
socket.socket.__init__ = no_sockets
signal.signal = refuse("signals", ValueError)  # asyncio.Runner expects a ValueError
os.system = os.fork = no_processes


def sleep(seconds):
    """Block, as time.sleep does.  Raises ValueError for a negative number."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    block(seconds)


# Pyodide's versions of these teach something else: its sleep lets other tasks run.
asyncio.run = asyncio.runners.run
time.sleep = sleep
time.thread_time = time.process_time = lambda: time.perf_counter() - idle()


class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = PageLoop


LOOP = PageLoop()
LOOP.guest = True
asyncio.events._set_running_loop(None)  # Pyodide's
asyncio.events._set_event_loop_policy(Policy())
