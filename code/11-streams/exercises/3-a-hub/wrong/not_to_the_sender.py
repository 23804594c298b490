r"""Wrong: the sender does not get its own line.

Says: three clients, two of them send: result: expected {'ada got': "b'a\\nb\\nc\\n'", 'bo got':
"b'a\\nb\\nc\\n'"}, but it was {'ada got': "b'b\\n'", 'bo got': "b'a\\nc\\n'"}.
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
                self.send(line, writer)
        except (ConnectionError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            self.writers.discard(writer)
            writer.close()

    def send(self, line, sender):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in list(self.writers):
            if writer is sender:
                continue
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.discard(writer)
                writer.transport.abort()
