"""Which line: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""



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
