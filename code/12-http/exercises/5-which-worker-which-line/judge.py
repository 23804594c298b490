"""Judge of the exercise 'which worker, which line?'."""

from check import Question, answers

TODO = "put a number, a letter or a text in the place of each \"?\""

CRAWL, DEF, ONE, CUT = "web-crawl", "web-def", "web-connection", "web-transaction"
AGAIN, OVERLOAD = "web-again", "web-overload"
QUESTIONS = {
    "twice: line": Question("", 7, {4: "It asks the right thing. Which line gives it the answer too late?",
                                    3: "The queue may hold a page twice. Which line should note it?",
                                    5: "It may wait. Which line has to come before it?"}, CRAWL),
    "twice: after": Question("", 4, {3: "Then each page would be in the set when line 4 asks.",
                                     5: "By then the worker has waited.", 6: "By then the worker has waited."}, CRAWL),
    "twice: why": Question("", "b", {"a": "Only one task runs at a time, and a set is safe between two awaits.",
                                     "c": "A queue gives each item once; but a page may be put twice."}, CRAWL),
    "cut: why": Question("", "b", {"a": "\"commit\" has not been sent.",
                                   "c": "So it is where nobody gives the connection back. Here a block does."}, CUT),
    "shared": Question("", "InterfaceError", {"its turn": "Some libraries do that; asyncpg is one that says no.",
                                              "the wrong rows": "asyncpg refuses before anything is sent."}, ONE),
    "stops: line": Question("", 22, {21: "It is awaited, so others run.", 23: "It only makes an object.",
                                     20: "It calls nothing."}, DEF),
    "def: line": Question("", 21, {22: "A call that blocks is just what a thread is for.", 23: "A `def` may return.",
                                   20: "That line is the change itself."}, DEF),
    "limit": Question("", 2, {3: "Each needs a connection there.", 1: "Two connections are two workers."}, "web-session"),
    "404": Question("", 0, {1: "Would the second request be less wrong than the first?"}, "web-by-hand"),
    "half": Question("", "b", {"a": "Its `readexactly` wants 9 bytes.", "c": "The connection has ended: no more bytes can come."}, "web-by-hand"),
    "again: GET": Question("", "yes", {"no": "What does a GET change, by the rules of HTTP?"}, AGAIN),
    "again: POST": Question("", "no", {"yes": "Can you know that no ticket was sold? Half an answer has come."}, AGAIN),
    "bound: report": Question("", 503, {504: "That says: too late. Has it waited?", 200: "Where would it be served?", 404: "The page is there.",
                                        500: "Nothing has failed."}, OVERLOAD),
    "bound: health": Question("", 200, {503: "What would be done to a service that seems to be dead?", 504: "It takes no time."}, OVERLOAD),
}


def judge(code):
    yield from answers(code, QUESTIONS)
