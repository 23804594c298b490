"""What the judges of this chapter do with what a function of an answer gave: a coroutine object, another awaitable, or neither."""

import asyncio
import inspect

from check import Wrong, nothing_to_await


def task_of(given, name):
    """A task that awaits it.  Raises Wrong where nothing can."""
    if not inspect.isawaitable(given):
        raise Wrong(nothing_to_await(f"`{name}`", type(given).__name__), "sec-call")
    return asyncio.ensure_future(given)
