"""Exercise: merge.

Write merge(*streams).
"""

import asyncio
