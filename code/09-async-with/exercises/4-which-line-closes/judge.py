"""Judge of the exercise 'which line closes it?'."""

from check import Question, answers

TODO = "put a letter, a number or a text in the place of each \"?\""

DROPPED = "After the loop nobody refers to the generator. Who runs its finally, which awaits?"
KEPT = "Does something still refer to the generator after the loop?"
ENDED = "The loop takes all nine items, and then asks once more."
CLOSED = "What does aclosing await at the end of its block?"
RETURNED = "`return` leaves the loop as `break` does. Who closes the generator then?"
SECTION, STACK = "sec-leave-early", "sec-stack"
QUESTIONS = {
    "A": Question("", "b", {"a": DROPPED, "c": DROPPED}, SECTION),
    "B": Question("", "a", {"b": ENDED, "c": ENDED}, SECTION),
    "C": Question("", "c", {"a": KEPT, "b": KEPT}, SECTION),
    "D": Question("", "a", {"b": CLOSED, "c": CLOSED}, SECTION),
    "E": Question("", "b", {"a": RETURNED, "c": RETURNED}, SECTION),
    "A: line": Question("", 4, {
        3: "range gives no more until the generator goes on.", 6: "Its finally has not begun yet: that is what A is about.",
        5: "Its finally has not begun yet: that is what A is about."}, SECTION),
    "C: prints": Question("", 1, {
        0: "That was taken by the loop.", 9: "The numbers go up to 8.",
        None: "It is not closed yet: `stream` refers to it."}, SECTION),
    "A: out of reach": Question("", 6, {
        4: "Up to the yield it runs in main's task.", 3: "Up to the yield it runs in main's task.",
        5: "In which line would an error of the closing be raised?"}, SECTION),
    "F: first": Question("", "bo", {
        "ada": "A stack: what comes off it first?", "cy": "Was it opened?", "dee": "Was it opened?"}, STACK),
    "F: ada": Question("", "yes", {"no": "What does the stack do when one of its closings fails?"}, STACK),
    "F: dee": Question("", "no", {"yes": "Where does the loop end?"}, STACK),
    "F: error": Question("", "bo", {"cy": "It is on its way when the stack closes. Which error takes its place?",
                                    "ada": "It is closed well.", "dee": "Where does the loop end?"}, STACK),
}


def judge(code):
    yield from answers(code, QUESTIONS)
