"""Wrong: the hub waits for all clients at the same time, so for the slowest.

Says: a client sleeps, and 100 KB wait for it, less than the limit: the others wait for nobody:
result: expected
"""

import asyncio
class Hub:
    def __init__(self, limit):
        self.limit, self.writers = limit, set()
    async def handle(self, reader, writer):
        self.writers.add(writer)
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                for one in list(self.writers):
                    one.write(line)
                    if one.transport.get_write_buffer_size() > self.limit:
                        self.writers.discard(one); one.transport.abort()
                await asyncio.gather(*[one.drain() for one in self.writers], return_exceptions=True)
        except (ValueError, ConnectionError): pass
        finally:
            self.writers.discard(writer); writer.close()
