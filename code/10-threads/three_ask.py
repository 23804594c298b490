"""Three ask: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import time
from concurrent.futures import ThreadPoolExecutor
import background


def three_ask():
    start = time.perf_counter()
    with background.Stations() as face, ThreadPoolExecutor(3) as pool:
        print(*pool.map(face.read, ["ada", "bo", "cy"]))
    print("seconds:", int(2 * (time.perf_counter() - start)) / 2)


three_ask()
