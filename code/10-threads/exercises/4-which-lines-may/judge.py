"""Judge of the exercise 'which lines may a thread call?'."""

from check import Question, answers

TODO = "put a number, a word or a letter in the place of each \"?\""

QUESTIONS = {
    "line 7": Question("", "no", {"yes": "The queue belongs to the loop. Who wakes the task that waits in `get()`?"}, "threads-wake"),
    "line 8": Question("", "yes", {"no": "What wakes the loop, and in which thread is `storm.set` called?"}, "threads-wake"),
    "line 9": Question("", "no", {"yes": "A task belongs to its loop. Which call brings `watch.cancel` there?"}, "threads-wake"),
    "line 10": Question("", "yes", {"no": "It makes a task in the loop, and is made for other threads."}, "threads-coroutine"),
    "line 11": Question("", "yes", {"no": "`print` has nothing to do with a loop."}, "threads-wake"),
    "late": Question("", "b", {"a": "This queue has no bound, so it is never full.",
                               "c": "That is another mistake. What if one thread puts, and the loop sleeps?"}, "threads-wake"),
    "silence: line": Question("", 16, {
        7: "It returns at once.", 8: "It returns at once.", 10: "It waits for nothing: there is no `result()`.",
        13: "It subscribes, and returns.", 15: "The call blocks, but where?", 17: "At this await the task suspends.",
        14: "It sets a timer, and the loop goes on."}, "threads-stopped"),
    "log: line": Question("", 17, {
        16: "That is where it blocks. When is the entry written, and where does the task stand then?",
        15: "There it stood before the step.", 14: "Where does the task stand when the step is over?"}, "threads-find"),
    "faster": Question("", "process", {
        "thread": "The loop goes on, but how many processors work in Python code?",
        "slices": "The loop goes on. Does it get faster by that?"}, "threads-cures"),
    "limit: error": Question("", 1, {5: "The wait for the thread is cancelled at the limit."}, "threads-limit"),
    "limit: end": Question("", 5, {1: "What does the thread do when the wait is cancelled? And who waits for it?"}, "threads-limit"),
    "no GIL": Question("", "lines 7, 9 and 16", {
        "only line 16": "To whom do a queue and a task belong, with a GIL and without?",
        "only lines 7 and 9": "Does line 16 hold the thread of the loop?",
        "nothing": "Does line 16 hold the thread of the loop? To whom does a queue belong?"}, "threads-newer"),
    "face": Question("", "Runner", {
        "to_thread": "It needs a running loop, and calls an ordinary function.",
        "call_soon_threadsafe": "It needs a loop that runs. Which object brings one?"}, "threads-face"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
