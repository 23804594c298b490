"""Exercise: which line waits?

This is the handler of a server:

     1  async def repeat(reader, writer):
     2      while name := await reader.readline():
     3          writer.write(name * 10_000_000)
     4          await writer.drain()
     5      writer.close()

Each of these clients is connected alone, with its own reader and writer:

    A   writer.write(b"ada\\n")            B   writer.write(b"ada")
        await asyncio.sleep(60)               await asyncio.sleep(60)

    C   writer.write(b"ada")              D   writer.write(b"ada\\n")
        writer.write_eof()                    await asyncio.sleep(1)
        await reader.read()                   writer.transport.abort()

    E   writer.write(b"ada\\n")
        await reader.read()
        writer.close()

Put a number, a letter or a text in the place of each "?".
"""

ANSWERS = {
    # The line at which `repeat` stands while A sleeps, and while B sleeps
    "A: line": "?",
    "B: line": "?",
    # Why does line 3 not wait for A?
    #     "a": A's system has the bytes
    #     "b": the bytes are kept in the memory of the server
    #     "c": the bytes that are too many are thrown away
    "A: why": "?",
    # C sends a name without its end. How often does `repeat` send it back: 0, 1 or 10_000_000 times?
    "C: times": "?",
    # The line that has to be another one, so that half a name is not answered
    "C: change": "?",
    # The line of `repeat` that raises ConnectionError
    "D: line": "?",
    # E waits for ever. At which line does `repeat` stand then?
    "E: line": "?",
    # Which call does E lack, before its `await reader.read()`: "drain", "write_eof" or "wait_closed"?
    "E: lacks": "?",
    # While B is connected, `server.close()` and `await server.wait_closed()` are called.
    # Does the second "return" or "wait", on 3.11 and on 3.13?
    "B: 3.11": "?",
    "B: 3.13": "?",
}
