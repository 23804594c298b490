r"""Wrong: the set changes while the loop goes through it.

Says: 60 lines of 10000 bytes, and one client is asleep: result: expected {'ada got': "600064
bytes, b'...' first, b'nd\\n' last", 'bo got': "600064 bytes, b'...' first, b'nd\\n' last",
'handle of ada': 'goes on', 'writer of ada': 'open'}, but it was
"""

import asyncio


class Hub:
    """What one client sends, all get; one who does not read is dropped."""

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client
        self.writers = set()

    async def handle(self, reader, writer):
        """The handler of each connection."""
        self.writers.add(writer)
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                self.send(line)
        except (ConnectionError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            self.writers.discard(writer)
            writer.close()

    def send(self, line):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in self.writers:
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.discard(writer)
                writer.transport.abort()
