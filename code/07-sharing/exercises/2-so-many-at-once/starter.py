"""Exercise: so many at once.

Write gather_limited(n, jobs).
"""

import asyncio
