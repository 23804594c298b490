"""Wrong: the pool waits for its threads at the end of its block, and blocks the loop.

Says: ['ada', 'bo', 'cy']: blocked: expected 0 s, but a blocking call stopped the loop for 3 s.
"""

from concurrent.futures import ThreadPoolExecutor


async def ask_all(names, ask):
    with ThreadPoolExecutor(9) as pool:
        return list(pool.map(ask, names))
