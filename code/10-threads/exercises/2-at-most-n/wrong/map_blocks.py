"""Wrong: `map` of a pool waits for its results, and blocks the loop.

Says: four jobs of 1 s, n = 2: blocked: expected 0 s, but a blocking call stopped the loop for 2
s.
"""

from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(lambda function: function(), functions))
