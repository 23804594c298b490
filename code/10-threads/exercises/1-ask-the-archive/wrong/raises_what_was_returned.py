"""Wrong: an exception object that was returned is an answer.

Says: ['dee', 'ada']: expected no error, but OSError was raised
"""

import asyncio


async def ask_all(names, ask):
    answers = await asyncio.gather(*[asyncio.to_thread(ask, name) for name in names], return_exceptions=True)
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer
    return answers
