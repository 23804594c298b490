"""Wrong: threads are taken for parallel.

Says: 4, the weather of tomorrow: not 'threads'. With the GIL, threads that run Python code
take turns.
"""

ANSWERS = {
    1: "asyncio",
    2: "none",
    3: "threads",
    4: "threads",
    5: "none",
    6: "threads",
}
