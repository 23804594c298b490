"""Wrong: the set, the commit, and a turn.

Says: twice: why: not 'a'. Only one task runs at a time, and a set is safe between two awaits.
"""

ANSWERS = {
    "twice: line": 7,  # noted too late
    "twice: after": 4,  # with no await between
    "twice: why": "a",
    "cut: why": "c",  # a connection that is given back is reset
    "shared": "its turn",
    "stops: line": 22,  # work within async def
    "def: line": 21,  # await
    "limit": 2,
    "404": 0,  # the request is wrong, and stays so
    "half": "b",
    "again: GET": "yes",
    "again: POST": "no",
    "bound: report": 503,
    "bound: health": 200,
}
