"""Exercise: eight messages.

Put the number of its cause in the place of each "?".

    1  the call () is missing after await f
    2  await in a def
    3  the object was dropped before it ran
    4  asyncio.run in a notebook, or in a coroutine
    5  parentheses are missing around await f()
    6  an object was awaited for the second time
    7  await at the top level of a file
    8  the function called is an ordinary one

Python 3.14 words C and D differently: 'function' object can't be awaited, 'dict' object
can't be awaited.
"""

ANSWERS = {
    "A": "?",  # coroutine 'reading' was never awaited
    "B": "?",  # 'coroutine' object is not subscriptable
    "C": "?",  # object function can't be used in 'await' expression
    "D": "?",  # object dict can't be used in 'await' expression
    "E": "?",  # 'await' outside function
    "F": "?",  # 'await' outside async function
    "G": "?",  # cannot reuse already awaited coroutine
    "H": "?",  # asyncio.run() cannot be called from a running event loop
}
