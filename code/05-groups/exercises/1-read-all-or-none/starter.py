"""Exercise: read all, or none.

Write read_all_or_none(names, read).
"""

import asyncio
