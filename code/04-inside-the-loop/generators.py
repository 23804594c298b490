"""Generators: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""



def count(name, last):
    for number in range(1, last + 1):
        print(name, number)
        yield


queue = [count("ada", 3), count("bo", 2)]
while queue:
    generator = queue.pop(0)
    try:
        next(generator)
    except StopIteration:
        continue  # it has ended: it does not come back
    queue.append(generator)
