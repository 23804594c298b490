r"""Wrong: the hub waits for each client, one after the other.

Says: 60 lines of 10000 bytes, and one client is asleep: result: expected {'ada got': "600064
bytes, b'...' first, b'nd\\n' last", 'bo got': "600064 bytes, b'...' first, b'nd\\n' last",
'handle of zz': 'has returned', 'writer of zz': 'closed', 'still to
"""

import asyncio


class Hub:
    """What one client sends, all get; one who does not read is dropped."""

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client
        self.writers = []

    async def handle(self, reader, writer):
        """The handler of each connection."""
        self.writers.append(writer)
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                await self.send(line)
        except (ConnectionError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            self.writers.remove(writer)
            writer.close()

    async def send(self, line):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in list(self.writers):
            writer.write(line)
            await writer.drain()
