"""Exercise: eight mistakes and their messages."""

import asyncio
import warnings

ANSWERS = {"A": 3, "B": 5, "C": 1, "D": 8, "E": 7, "F": 2, "G": 6, "H": 4}


async def reading():
    return {"celsius": 21}


def plain():
    return {"celsius": 21}


async def dropped():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        reading()
    print(caught[0].message)


async def no_parentheses():
    coro = reading()
    try:
        coro["celsius"]
    finally:
        coro.close()


async def no_call():
    await reading


async def ordinary():
    await plain()


async def top_level():
    compile("await reading()", "a file", "exec")


async def in_a_def():
    compile("def f(): await reading()", "a file", "exec")


async def awaited_twice():
    coro = reading()
    await coro
    await coro


async def nested_run():
    coro = reading()
    try:
        asyncio.run(coro)
    finally:
        coro.close()


async def main():
    mistakes = (dropped, no_parentheses, no_call, ordinary,
                top_level, in_a_def, awaited_twice, nested_run)
    for letter, mistake in zip("ABCDEFGH", mistakes):
        try:
            print(letter, end=" ")
            await mistake()
        except SyntaxError as error:
            print(error.msg)
        except (TypeError, RuntimeError) as error:
            print(error)


if __name__ == "__main__":
    asyncio.run(main())
