"""Exercise: the second Ctrl-C, answered and observed."""

import signal
import subprocess
import sys
import time

ANSWERS = {
    "A: ends": 2,
    "B: ends": 2,
    "C: ends": 3,  # asyncio.run cancels main again at the second one, and C swallows that, too
    "A: line": 5,
    "B: why": "b",
    "C: line": 5,
    "D: ends": "never",  # its handler only sets the event, which is set
    "D: status": 0,
    "A: SIGTERM": -15,
    "A: clean-up": "no",
    "D: told": "not at all",  # nothing else wakes the loop
    "files": "a",
    "save": "c",
    "test: wait": "a",
    "test: D": "c",
    "test: status": "b",
}

A = """\
import asyncio
async def main():
    try:
        print("ready", flush=True)
        await asyncio.sleep(60)
    finally:
        print("tidying up", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


def main():
    """A, with two Ctrl-C, and with SIGTERM."""
    for number in signal.SIGINT, signal.SIGTERM:
        process = subprocess.Popen([sys.executable, "-c", A], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while process.stdout.readline():
            time.sleep(0.25)  # until it waits: what it notes just before that, it looks at after the wait
            process.send_signal(number)
        print("exit status", process.wait())
        process.stdout.close()


if __name__ == "__main__":
    main()
