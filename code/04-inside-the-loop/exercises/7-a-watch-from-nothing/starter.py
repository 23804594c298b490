"""Exercise: a watch from nothing.

Write watch(hours, read, alarm).
"""

import asyncio
