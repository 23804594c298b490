"""Exercise: a bucket that computes.

Write the class Bucket(rate, burst), with a coroutine method take().
"""

import asyncio
