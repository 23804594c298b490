"""Judge of the exercise 'which two lines?'."""

from check import Question, answers

TODO = "put a word, a number or a letter in the place of each \"?\""
CIRCLE, ORDER = "share-circle", "share-one-order"
GAP, FIRST, SEEN = "share-gap", "share-act-first", "share-smallest"
TOOLS = ("Lock", "Semaphore", "Event", "Condition")


def primitive(right, section, **hints):
    return Question("", right, {name: hints[name] for name in TOOLS if name != right}, section)


QUESTIONS = {
    "who": Question("", "ada", {"bo": "bo is early, and what it writes is right. Who writes after it?"}, SEEN),
    "looks": Question("", 3, {
        2: "There it only waits, and has seen nothing of `best`.",
        5: "There it writes, and looks at nothing.", 6: "There it writes, and looks at nothing."}, GAP),
    "waits": Question("", 4, {
        2: "That wait is over before anybody has looked at `best`.",
        10: "That is where `day` waits."}, GAP),
    "acts": Question("", 5, {
        3: "There it looks.", 4: "There it waits.", 6: "That is its second act."}, GAP),
    "cure": Question("", "b", {
        "a": "Then it fails in asyncio's own order.",
        "c": "Nobody runs between these two lines, so their order does not matter."}, FIRST),
    "lock": Question("", "3-6", {
        "2-6": "Then the stations are asked one after the other.",
        "4-6": "What was seen in line 3 is old when the lock is there.",
        "5-6": "Nobody runs between lines 5 and 6 anyway, and line 3 was long ago."}, "share-stampede"),
    "circle": Question("", 3, {
        1: "Who waits for itself is alone in a circle. Here each waits for another one.",
        2: "Follow the lines *held by*: hal, ida, and on.",
        4: "kim waits for jo, and nobody waits for kim but the group.",
        5: "The group waits for its tasks, and none of them for the group."}, CIRCLE),
    "no help": Question("", "kim", {
        "hal": "hal holds the lock for which jo waits.", "ida": "ida holds the lock for which hal waits.",
        "jo": "jo holds the lock for which ida waits."}, CIRCLE),
    "order": Question("", "jo", {
        "hal": "day, then month: that is the order.", "ida": "month, then year: that is the order.",
        "kim": "kim takes year before month, too, but nobody waits for kim."}, ORDER),
    "lines": primitive("Semaphore", "share-places", Lock="That lets in one.", Event="That lets in all.",
                       Condition="That works, with a number of your own, which a semaphore has."),
    "storm": primitive("Event", "share-bell", Lock="Then they go on one after the other.",
                       Semaphore="So many at a time: here it is all.",
                       Condition="That works, with a flag of your own, which an event has."),
    "empty": primitive("Condition", "share-again", Lock="A lock keeps others out; who would wake those that wait?",
                       Semaphore="It counts places, and has no lock for the list.",
                       Event="All are woken, and one finds an empty list; who clears it?"),
    "next": Question("", "eve", {
        "dot": "dot has given it back.",
        "fay": "fay finds that somebody waits, and goes to the end of the line."}, "share-fair"),
    "awaited": Question("", "gus", {"nobody": "`await f()` makes no task, so there is no copy."}, "share-context"),
    "task": Question("", "nobody", {"gus": "The task has set it in its copy."}, "share-context"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
