"""Exercise: retry until the deadline.

Write retry_until(read, deadline).
"""

import asyncio
