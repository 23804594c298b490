"""Wrong: what is awaited is taken for what stops.

Says: stops: line: not 21. It is awaited, so others run.
"""

ANSWERS = {
    "twice: line": 7,  # noted too late
    "twice: after": 4,  # with no await between
    "twice: why": "b",
    "cut: why": "b",  # a connection that is given back is reset
    "shared": "InterfaceError",
    "stops: line": 21,  # work within async def
    "def: line": 22,  # await
    "limit": 2,
    "404": 0,  # the request is wrong, and stays so
    "half": "b",
    "again: GET": "yes",
    "again: POST": "no",
    "bound: report": 503,
    "bound: health": 200,
}
