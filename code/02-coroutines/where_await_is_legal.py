"""Where await is legal: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""


snippets = [
    "await work()",
    "def f(): await work()",
    "async def f(): await work()",
    "async def f(): return lambda: await work()",
    "async with lock: pass",
    "def f():\n    async for x in source: pass",
    "def f(): return [x async for x in source]",
]

for number, code in enumerate(snippets, 1):
    try:
        compile(code, "snippet", "exec")
        print(number, "accepted")
    except SyntaxError as error:
        print(number, error.msg)
