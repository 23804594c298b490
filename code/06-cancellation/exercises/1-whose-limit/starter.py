"""Exercise: whose limit?

`sleep` is asyncio.sleep, `timeout` is asyncio.timeout.  All times are from the start of a program.

One:                                     Two:
    async with timeout(1.0):  # outer        async with timeout(3.0):  # outer
        try:                                     for seconds in 0.5, 9:
            async with timeout(2.0):  # inner        async with timeout(1.0):  # inner
                await sleep(9)                           await sleep(seconds)
        except TimeoutError:
            print("caught")

Three:                                   Four:
    async with timeout(2.0):  # outer        async with timeout(2.5):  # outer
        async with timeout(1.0):  # inner        try:
            try:                                     async with timeout(0.5):  # inner
                await sleep(9)                           time.sleep(2.0)
            finally:                                 except TimeoutError:
                await sleep(0.5)                         print("caught")

Five: as three, but the finally needs 9 seconds in place of 0.5.

Put "inner", "outer" or "none", or a number of seconds, in the place of each "?".
"""

ANSWERS = {
    # From which of the two blocks comes the TimeoutError?  And when does the program go on behind
    # that block ("none": behind the outer one)?
    "one: whose": "?",
    "one: seconds": "?",
    "two: whose": "?",
    "two: seconds": "?",
    "three: whose": "?",
    "three: seconds": "?",
    "four: whose": "?",
    "four: seconds": "?",
    "five: whose": "?",
    "five: seconds": "?",
    # Is "caught" printed in program one?  "yes" or "no":
    "one: caught": "?",
}
