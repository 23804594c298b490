"""Wrong: a 404 is asked for again.

Says: twice: after: not 5. By then the worker has waited.
"""

ANSWERS = {
    "twice: line": 7,  # noted too late
    "twice: after": 5,  # with no await between
    "twice: why": "b",
    "cut: why": "b",  # a connection that is given back is reset
    "shared": "InterfaceError",
    "stops: line": 22,  # work within async def
    "def: line": 21,  # await
    "limit": 3,
    "404": 1,  # the request is wrong, and stays so
    "half": "b",
    "again: GET": "yes",
    "again: POST": "no",
    "bound: report": 503,
    "bound: health": 200,
}
