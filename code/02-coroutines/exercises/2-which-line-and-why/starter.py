"""Exercise: which line, and why?

Four coroutine objects are made, and none is awaited.  In LINES, put the letter of the
line that the warning about each shows; in WHY, the number of the reason:

    1  nothing ever referred to the object
    2  its name was given another value
    3  the list that held it was emptied
    4  the function ended, and its names went
    5  Python's collector came by

    async def keep(what):
        print("kept", what)

    box = []

    def evening():
        first = keep("one")       # A
        box.append(keep("two"))   # B
        keep("three")             # C
        last = keep("four")       # D
        first = None              # E
        print("evening is over")  # F

    evening()                     # G
    box.clear()                   # H
    print("the end")              # I
"""

LINES = {"one": "?", "two": "?", "three": "?", "four": "?"}

WHY = {"one": "?", "two": "?", "three": "?", "four": "?"}
