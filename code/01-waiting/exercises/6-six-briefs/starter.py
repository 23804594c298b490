"""Exercise: six briefs.

Put "asyncio", "threads", "processes", "none" or "asyncio and processes" in the
place of each "?".
"""

ANSWERS = {
    # A chat server keeps 5,000 connections open; each is silent most of the time.
    1: "?",
    # A script renames 20 files, once a week.
    2: "?",
    # A report reads from eight old databases. The only library for them blocks.
    3: "?",
    # A program computes the weather of tomorrow from a grid, in pure Python, on
    # eight cores.
    4: "?",
    # A command-line tool asks one server for one number.
    5: "?",
    # A web service in an async framework must now and then convert a big document,
    # which takes three seconds of Python code.
    6: "?",
}
