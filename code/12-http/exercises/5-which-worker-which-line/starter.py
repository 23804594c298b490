"""Exercise: which worker, which line?

A crawler with three workers, in a service; `queue` holds pages, `seen` is a set:

     1  async def worker(session, pool):
     2      while True:
     3          page = await queue.get()
     4          if page not in seen:
     5              async with session.get(page) as response:
     6                  links = find_links(await response.text())
     7              seen.add(page)
     8              async with pool.acquire() as connection:
     9                  await connection.execute("begin")
    10                  await connection.execute(INSERT, page)
    11                  await connection.execute("commit")
    12              for link in links:
    13                  await queue.put(link)
    14          queue.task_done()

And an endpoint of the same service:

    20  async def report(request):
    21      rows = await pool.fetch(SELECT)
    22      picture = draw(rows)  # half a second of work
    23      return Response(picture)

And what the service got from a station, before the connection ended:

    30  HTTP/1.1 503 -
    31  Content-Length: 9
    32
    33  busy

Put a number, a letter or a text in the place of each "?".
"""

ANSWERS = {
    # Two workers fetch the same page. Which line has to stand elsewhere?
    "twice: line": "?",
    # After which line does it belong?
    "twice: after": "?",
    # Why can two workers pass line 4 with one page?
    #     "a": a set is not safe for several tasks
    #     "b": between lines 4 and 7 a worker waits, and another one runs
    #     "c": the queue gives a page to two workers
    "twice: why": "?",
    # A worker is cancelled at line 10. What of its transaction, when the block has been left?
    #     "a": it is written
    #     "b": it is rolled back, for asyncpg resets a connection that is given back to the pool
    #     "c": it stays open, with its locks
    "cut: why": "?",
    # All three workers share one connection in place of the pool, and two come to line 10.
    # What does the second get: "its turn", "InterfaceError" or "the wrong rows"?
    "shared": "?",
    # Which line stops /health for half a second?
    "stops: line": "?",
    # `report` becomes a `def` in place of an `async def`. Which line is no longer possible?
    "def: line": "?",
    # The session is made with a limit of 2 connections. How many workers can be between lines 5 and 6?
    "limit": "?",
    # A page answers 404. How many times more is it asked for, by the rules of the chapter?
    "404": "?",
    # Lines 30 to 33: 9 bytes are announced, 4 have come. What does `get` of the chapter do?
    #     "a": it gives (503, b"busy")
    #     "b": it raises an error
    #     "c": it waits for the other 5 bytes for ever
    "half": "?",
    # May this request be made again, if it was a GET: "yes", "no"?
    "again: GET": "?",
    # And if it was a POST that sells a ticket, without an id?
    "again: POST": "?",
    # Before the service stands Guard(service, most=30, seconds=2), and 30 requests are inside.
    # Which status does the next one get that asks for /report?
    "bound: report": "?",
    # And the next one that asks for /health?
    "bound: health": "?",
}
