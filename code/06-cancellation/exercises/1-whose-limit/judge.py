"""Judge of the exercise 'whose limit?'."""

from check import Question, answers

TODO = "put your answer in the place of each \"?\""

ENTERED = "A limit counts from the moment at which its block is entered."
WAITS = "When the time is over the block is asked to stop. What has it still to do?"
BLOCKED = "time.sleep does not give the thread back. When could the loop call the timer?"
QUESTIONS = {
    "one: whose": Question("", "outer", {"inner": "The inner one has until 2.0. What happens before?",
                                         "none": "The sleep takes 9 seconds."}, "cancel-two-limits"),
    "one: seconds": Question("", 1, {2: "That is the inner one.", 9: "The sleep is cut.",
                                     3: "The limits run at the same time."}, "cancel-two-limits"),
    "two: whose": Question("", "inner", {"outer": "Each round enters an inner block anew. Which of the limits is over first?",
                                         "none": "The second sleep takes 9 seconds."}, "cancel-two-limits"),
    "two: seconds": Question("", 1.5, {1: ENTERED, 3: "An inner block is over before.", 2: ENTERED}, "cancel-two-limits"),
    "three: whose": Question("", "inner", {"outer": "The outer one has until 2.0. Is anything left to do then?", "none": "The limits are shorter than the sleep."},
                             "cancel-limit-waits"),
    "three: seconds": Question("", 1.5, {1: WAITS, 2: "The outer limit is not reached.", 0.5: WAITS}, "cancel-limit-waits"),
    "four: whose": Question("", "none", {"inner": BLOCKED, "outer": BLOCKED}, "cancel-blocked"),
    "four: seconds": Question("", 2, {0.5: BLOCKED, 2.5: "Nothing waits for the outer limit."}, "cancel-blocked"),
    "five: whose": Question("", "outer", {"inner": "It is over at 1.0 and waits for its clean-up. Who does not wait so long?",
                                          "none": "Both limits are over before the finally ends."}, "cancel-once"),
    "five: seconds": Question("", 2, {1: WAITS, 10: "A second cancel cuts the clean-up.", 9: "The sleep is cut.",
                                      1.5: "That was the clean-up of program three."}, "cancel-once"),
    "one: caught": Question("", "no", {"yes": "At the inner block the cancel of the outer one is still a CancelledError."},
                            "cancel-two-limits"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
