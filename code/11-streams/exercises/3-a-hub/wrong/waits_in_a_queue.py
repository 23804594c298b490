"""Wrong: what waits for a client waits in a queue without a bound, where the limit is not looked at.

Says: 60 lines of 10000 bytes, a limit of 100,000, and one client is asleep: result: expected {'handle of zz':
'has returned', 'writer of zz': 'closed', 'still to be sent': {}}, but it was {'handle of zz': 'goes on',
'writer of zz': 'open', 'still to be sent': {'zz': 74478}}.
"""


import asyncio


class Hub:
    """What one client sends, all get; one who does not read is dropped."""

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client
        self.queues = {}

    async def handle(self, reader, writer):
        """The handler of each connection."""
        self.queues[writer] = asyncio.Queue()
        sending = asyncio.create_task(self.send_all(writer))
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                for queue in self.queues.values():
                    queue.put_nowait(line)
        except (ConnectionError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            sending.cancel()
            self.queues.pop(writer, None)
            writer.close()

    async def send_all(self, writer):
        """Write all lines to one client."""
        while True:
            writer.write(await self.queues[writer].get())
            if writer.transport.get_write_buffer_size() > self.limit:
                writer.transport.abort()
                return
            await writer.drain()
