"""Exercise: which line blocks?

Say of each line of `report` what the heart does while the line runs. Put in the
place of each "?":

"beats"  it beats: the line lets others run
"waits"  it stops: the line blocks, because it waits
"works"  it stops: the line blocks, because it works
"""

ANSWERS = {
    "A": "?",  # await asyncio.sleep(0.1)
    "B": "?",  # time.sleep(0.1)
    "C": "?",  # count()
    "D": "?",  # await counting()
    "E": "?",  # await rude()
    "F": "?",  # await asyncio.to_thread(wait)
}
