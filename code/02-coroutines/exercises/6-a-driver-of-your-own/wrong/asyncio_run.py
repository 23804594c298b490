"""Wrong: asyncio drives it, and does not know these pauses.

Says: two pauses: expected no error, but RuntimeError was raised in line 10: Task got bad yield: '1 + 2'.
"""

import asyncio


def drive(coro):
    return asyncio.run(coro), []
