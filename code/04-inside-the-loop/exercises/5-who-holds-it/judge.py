"""Judge of the exercise 'who holds it?'."""

from check import Question, answers

TODO = "put a word or a letter in the place of each \"?\""

READY = "Nothing has to happen before a step that is in the ready queue."
TIMER = "Which time would it be?"
DATA = "No socket has a part in it."
SOMEBODY = "Who would make a future done? Nothing of the program has to run for it."


def moment(right, section, **hints):
    """The question on a moment; the hints are those of the other words."""
    general = {"ready": READY, "timers": TIMER, "selector": DATA, "future": SOMEBODY}
    return Question("", right, {word: hints.get(word, general[word]) for word in general if word != right}, section)


QUESTIONS = {
    "just made": moment("ready", "loop-callbacks"),
    "sleeps": moment("timers", "loop-callbacks", future="A future is there too. But who makes it done?",
                     ready="It would be polling if the step were in the queue for five seconds."),
    "sleep(0)": moment("ready", "loop-callbacks", timers="A sleep of 0 sets no timer: it only waits for its turn."),
    "awaits a task": moment("future", "loop-callbacks", ready="The other task has not ended.",
                            timers="The other task may wait for a time; this one waits for that task.",
                            selector="The other task may wait for data; this one waits for that task."),
    "waits for a lock": moment("future", "loop-callbacks", ready="Another task holds the lock, so it cannot go on.",
                               timers="The lock comes back when its holder gives it back, not at a time."),
    "lock released": moment("ready", "loop-toy", future="release has just made that future done. What does that do?"),
    "waits for a socket": moment("selector", "loop-data", ready="It would be polling.",
                                 future="A future is there too. But who makes it done?",
                                 timers="When the data comes is in no timer."),
    "time is over": moment("timers", "loop-turn", ready="It could go on, and a timeline draws it as ready. But when does the "
                           "loop look at its timers? Not while a task runs.",
                           future="The timer makes it done. Has it been called?"),
    "cancelled": moment("ready", "loop-cancel", timers="It does not wait for the end of the minute.",
                        future="cancel has made that future done."),
    "x or y": Question("", "a", {"b": "A timer that is due joins the queue in step 5. Who is in it already?",
                                 "c": "Undefined is the order of two timers with the same time."}, "loop-turn"),
    "virtual clock": Question("", "b", {"a": "Those are asyncio's; look at the methods of the class.",
                                        "c": "It inherits the ready queue; look at the methods of the class."},
                              "loop-virtual"),
    "other loops": Question("", "a", {"b": "uvloop has timers of its own, the browser has setTimeout.",
                                      "c": "uvloop waits with libuv, the browser with its own loop."}, "loop-others"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
