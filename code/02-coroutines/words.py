"""Words: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""



def words():
    print("starting")
    yield "first"
    print("going on")
    yield "second"


steps = words()
print(next(steps))
print(next(steps))
