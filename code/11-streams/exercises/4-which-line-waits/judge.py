"""Judge of the exercise 'which line waits?'."""

from check import Question, answers

TODO = "put a number, a letter or a text in the place of each \"?\""

DRAIN, FRAMES, END, CLOSING = "streams-drain", "streams-frames", "streams-end", "streams-closing"
WRITE = "`write` waits for nothing: it is not even awaited."
FULL = "A reads nothing, and 40 million bytes are in the buffer. Which line looks at the buffer?"
QUESTIONS = {
    "A: line": Question("", 4, {2: FULL, 3: WRITE, 5: FULL, 1: FULL}, DRAIN),
    "B: line": Question("", 2, {3: WRITE, 4: "Has `readline` given a name by then?", 5: "Has the stream ended?",
                                1: "It has begun."}, FRAMES),
    "A: why": Question("", "b", {"a": "A does not read, and the two systems keep a part only.",
                                 "c": "A connection that goes on loses nothing."}, DRAIN),
    "C: times": Question("", 10_000_000, {
        0: "What does `readline` give at the end of the stream, when half a line is left?",
        1: "Look at line 3: what it got is repeated."}, FRAMES),
    "C: change": Question("", 2, {1: "The reader is right. Which call takes half a line for a line?",
                                  3: "By then the half name is there. Which line has taken it for a whole one?",
                                  4: "By then the half name is there. Which line has taken it for a whole one?",
                                  5: "By then it has been answered."}, FRAMES),
    "D: line": Question("", 4, {2: "`repeat` stands at another line while D sleeps.", 3: "It has run before D hung up.",
                                5: "It is not reached: the error comes earlier.", 1: "It has begun."}, END),
    "E: line": Question("", 2, {4: "E reads all that `repeat` sends, so the buffer gets empty.", 3: WRITE,
                                5: "Has the stream from E ended?", 1: "It has begun."}, END),
    "E: lacks": Question("", "write_eof", {"drain": "E has sent its name. What does `repeat` wait for?",
                                           "wait_closed": "It would wait as well: nobody has closed."}, END),
    "B: 3.11": Question("", "return", {"wait": "Look at the table: which version is it that waits?"}, CLOSING),
    "B: 3.13": Question("", "wait", {"return": "B is still connected. Look at the table."}, CLOSING),
}


def judge(code):
    yield from answers(code, QUESTIONS)
