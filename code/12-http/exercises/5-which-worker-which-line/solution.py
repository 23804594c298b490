"""Exercise: which worker, which line? Answered; and the crawler, observed."""

import asyncio

ANSWERS = {
    "twice: line": 7,  # noted too late
    "twice: after": 4,  # with no await between
    "twice: why": "b",
    "cut: why": "b",  # a connection that is given back is reset
    "shared": "InterfaceError",
    "stops: line": 22,  # work within async def
    "def: line": 21,  # await
    "limit": 2,
    "404": 0,  # the request is wrong, and stays so
    "half": "b",  # IncompleteReadError
    "again: GET": "yes",  # it asks for no change, by the rules of HTTP
    "again: POST": "no",  # perhaps it is sold
    "bound: report": 503,  # at once
    "bound: health": 200,  # it does not stand in the line
}


async def main():
    for late in True, False:
        seen, fetched = set(), []

        async def worker():
            if "/map" not in seen:
                if not late:
                    seen.add("/map")
                fetched.append("/map")
                await asyncio.sleep(0.1)
                seen.add("/map")

        await asyncio.gather(worker(), worker(), worker())
        print("noted late:" if late else "noted first:", len(fetched))


if __name__ == "__main__":
    asyncio.run(main())
