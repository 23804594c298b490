"""Top level await: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import ast


async def main():
    code = compile("await asyncio.sleep(0.5, 'awake')", "cell", "eval",
                   flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    cell = eval(code)
    print(type(cell))
    print(await cell)


if __name__ == "__main__":
    asyncio.run(main())
