"""Zombie: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import os
import subprocess
import time


def known(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


process = subprocess.Popen(["sleep", "8"])
process.kill()
time.sleep(0.1)
print("killed, and known:", known(process.pid))
process.wait()
print("waited for, and known:", known(process.pid))
