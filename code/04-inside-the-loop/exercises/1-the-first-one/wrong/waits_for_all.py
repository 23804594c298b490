"""Wrong: gather waits for all of them.

Says: delays 1, 0.5, 1.5: result: expected {'first': 'bo', 'returned after': 0.5}, but
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import gather, run, sleep  # noqa: E402


async def wait_first(*coros):
    return (await gather(*coros))[0]
