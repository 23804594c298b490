"""Exercise: told to stop.

Write a coroutine function for_seconds(work, seconds).
A web page has no threads: check this in a terminal.
"""

import asyncio
