r"""Wrong: the list changes while the loop goes through it, so the next client misses a line.

Says: two are asleep, and come before the others: result: expected {'ada got': "600060 bytes,
b'...' first, b'..\\n' last"}, but it was {'ada got': "590059 bytes, b'...' first, b'..\\n'
last"}.
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
                self.send(line)
        except (ConnectionError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            if writer in self.writers:
                self.writers.remove(writer)
            writer.close()

    def send(self, line):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in self.writers:
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.remove(writer)
                writer.transport.abort()
