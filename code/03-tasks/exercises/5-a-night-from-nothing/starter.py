"""Exercise: a night from nothing.

Write night(names, read, save).
"""

import asyncio
