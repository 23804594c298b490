r"""Wrong: each line waits until all clients have drained.

Says: 30 lines of 10000 bytes, a limit of 200,000, and one client is asleep: result: expected
{'ada got': "300030 bytes, b'...' first, b'..\\n' last", 'bo got': "300030 bytes, b'...' first, b'..\\n' last"},
but it was {'ada got': "280028 bytes, b'...' first, b'..\\n' last", 'bo got': "280028 bytes, b'...' first, b'..\\n' last"}.
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
