"""Judge of the exercise 'repair a blocking program'."""

import asyncio
import time

from check import compare, observe

TODO = "pause and read_sensor still block the loop, so their three waits add up"


def judge(code):
    def ask_sensor():
        time.sleep(0.5)
        return 17

    names = code(ask_sensor=ask_sensor)

    async def three():
        return await asyncio.gather(names["pause"](), names["read_sensor"](), names["pause"]())

    yield from compare(observe(three), "three together", result=[None, 17, None],
                       elapsed=0.5, why="one wait", at="sec-together", at_result="sec-file-read")
