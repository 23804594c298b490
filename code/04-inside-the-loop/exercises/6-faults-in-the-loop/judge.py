"""Judge of the exercise 'four faults: which line, and why?'."""

from check import Question, answers, spelled

TODO = "put a number or a letter in the place of each \"?\""


def line(right, other, hints, section):
    """The question for a line; `other` is said of the lines that have no hint of their own."""
    return Question("", right, {n: hints.get(n, other) for n in range(1, 24) if n != right}, section)


QUESTIONS = {
    "late: line": line(6, "Follow the answer: which line brings it from the library's thread to the loop?", {
        3: "It makes the future, in the thread of the loop.", 5: "It runs in the loop's thread. Who puts it into the queue?",
        7: "It waits, and that is right. Who wakes the loop?", 12: "It wakes the loop once a second; who should?",
        16: "It awaits read_station, which waits in line 7. Who wakes the loop?"}, "loop-threads"),
    "late: why": Question("", "b", {"a": "It is. But who looks into it?",
                                    "c": "A loop asks no futures: they queue their waiters."}, "loop-threads"),
    "error: line": line(5, "It gives this future no result, and so it cannot raise that.", {
        4: "It only defines the function.", 6: "It puts the call into the queue; which line is the call?",
        7: "`await` raises what is in the future, and a result is in it."}, "loop-future"),
    "error: why": Question("", "a", {"b": "That is what asyncio.sleep does.",
                                     "c": "There is one loop in this program."}, "loop-future"),
    "silence: line": line(17, "It does not hold the loop for five seconds. Which line computes, without an await?", {
        10: "A loop with an await that suspends lets others run.", 12: "It sets a timer. Who does not look at it?",
        16: "At this await the task suspends, and heartbeat can run.",
        22: "At this await the task suspends, and heartbeat can run."}, "loop-turn"),
    "silence: why": Question("", "c", {"a": "That happens in line 23.",
                                       "b": "It is in the heap, and it is due."}, "loop-turn"),
    "log: line": line(21, "It has no part in the order of the two calls. Which lines set their times?", {
        19: "An hour from now is no fault.", 22: "It sleeps a second longer than it needs to.",
        18: "There is one loop in this thread."}, "loop-timers"),
    "log: why": Question("", "b", {"a": "asyncio calls what is due, and both have the same time.",
                                   "c": "Sometimes it does. Does anybody promise it?"}, "loop-timers"),
    "hidden": Question("", "silence", {
        "late": "The loop is late because it waits, not because code takes time.",
        "error": "A second result is an error, however long anything takes.",
        "log": "Their times are equal on any clock, however long anything takes."}, "loop-hidden"),
}


def judge(code):
    given = code()["ANSWERS"]
    if isinstance(given, (list, tuple)) and len(given) == len(QUESTIONS):
        given = dict(zip(QUESTIONS, given))
    if isinstance(given, dict) and spelled(str(given.get("log: line")), 20):
        given = given | {"log: line": 21}  # it is about the two of them
    yield from answers(lambda: {"ANSWERS": given}, QUESTIONS)
