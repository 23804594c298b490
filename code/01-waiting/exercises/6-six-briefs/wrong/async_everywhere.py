"""Wrong: asyncio is the answer to everything.

Says: 4, the weather of tomorrow: not 'asyncio'. asyncio computes in one thread: seven cores
would be idle. Read again in chapter 1: Which to choose.
"""

ANSWERS = {
    1: "asyncio",
    2: "asyncio",
    3: "asyncio",
    4: "asyncio",
    5: "asyncio",
    6: "asyncio",
}
