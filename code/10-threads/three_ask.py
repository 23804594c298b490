"""Three ask: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import time
from concurrent.futures import ThreadPoolExecutor
import background


def three_ask():
    with background.Stations() as face, ThreadPoolExecutor(3) as pool:
        start = time.perf_counter()
        print(*pool.map(face.read, ["ada", "bo", "cy"]))
        seconds = time.perf_counter() - start
    print("seconds:", int(2 * seconds) / 2)


three_ask()
