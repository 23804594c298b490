"""A log that a thread writes: are its last lines written?"""

import asyncio
import logging
import queue
import sys
import time
from logging.handlers import QueueHandler, QueueListener

log = logging.getLogger("stormwatch")


class Slow:
    def handle(self, record):  # as a handler that writes far away
        time.sleep(0.25)
        print(record.getMessage())


async def main():
    for number in 1, 2, 3:
        log.info("reading %s", number)


def program(way):
    lines = queue.SimpleQueue()
    log.addHandler(QueueHandler(lines))
    listener = QueueListener(lines, Slow())
    listener.start()
    try:
        asyncio.run(main())
    finally:
        if way == "stop":
            listener.stop()


if __name__ == "__main__":
    log.setLevel(logging.INFO)
    program(sys.argv[1])
