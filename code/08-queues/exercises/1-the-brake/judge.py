"""Judge of the exercise 'the brake: which line, and why?'."""

from check import Question, answers

TODO = "put a number, a letter or a word in the place of each \"?\""

SLOWEST = "What can 2 checkers let through in a second?"
QUESTIONS = {
    "stuck: line": Question("", 10, {
        3: "Does any worker get that far? And it is main that is asked for.", 8: "To make a queue waits for nothing.",
        11: "create_task waits for nothing. Does main come to it?", 12: "Does main come to it? Count the puts.",
        15: "Which line of main is it that does not end?"}, "queues-bound"),
    "stuck: why": Question("", "a", {
        "b": "put waits until there is room, and not until anything is saved.",
        "c": "Which line makes them? Has main been there?"}, "queues-bound"),
    "dead: line": Question("", 12, {
        0: "Count the put and the task_done of reading 2.", 3: "Workers wait there, and main?",
        9: "A loop alone does not wait.", 10: "Two workers are left, and they take what is put.",
        11: "create_task waits for nothing.", 15: "Which line of main is it that does not end?"}, "queues-dies"),
    "dead: why": Question("", "b", {
        "a": "One of three workers has died. What do the other two do?",
        "c": "The workers of a program that ends well have not ended at that point either."}, "queues-dies"),
    "dead: saved": Question("", 4, {
        2: "Two workers are left, and they go on.", 3: "How many workers are left, and how many readings?",
        5: "What became of reading 2?", 0: "Before reading 2 there were others."}, "queues-dies"),
    "checkers": Question("", 4, {
        3: "3 × 1 / 0.4 s is less than 8 a second.", 2: "Two let 5 through in a second.", 8: "Each takes less than a second.",
        5: "Fewer keep up: 8 × 0.4 is the number of busy ones.", 1: "One lets 2.5 through in a second.",
        3.2: "So many are busy, on average. How many have to be there?"}, "queues-little"),
    "savers": Question("", 2, {
        1: "One saves 5 in a second.", 3: "Fewer keep up: 8 × 0.2 is the number of busy ones.",
        4: "Fewer keep up: 8 × 0.2 is the number of busy ones.",
        1.6: "So many are busy, on average. How many have to be there?"}, "queues-little"),
    "saved per second": Question("", 5, {
        8: SLOWEST, 10: "The savers could. What comes to them?", 2.5: "That is one checker."}, "queues-little"),
    "full": Question("", "raw", {
        "good": "Do the savers keep up with what comes to them?", "both": "Do the savers keep up with what comes to them?",
        "none": "8 come each second. How many are taken from raw?"}, "queues-depth"),
    "busy savers": Question("", 1, {
        1.6: "That is with 8 a second. How many come to them?", 2: "Two could save 10 a second. How many come to them?"},
        "queues-little"),
    "inside": Question("", 13, {
        20.8: "8 a second want to enter. How many enter, when the queue in front is full?",
        10: "That is one queue. What else is inside?", 5: "That is how many in a second.",
        12: "And who is being saved?", 14: "One saver is busy, on average.",
        20: "One of the queues is not full.", 23: "One of the queues is not full."}, "queues-little"),
    "first left": Question("", 3, {
        0: "It is the oldest when 2 comes.", 4: "The bound is 2: what stands before 4?",
        1: "It is the oldest when 3 comes.", 2: "It is the oldest when 4 comes."}, "queues-full"),
    "ended": Question("", 2, {
        1: "Two END are put.", 3: "Who puts an END for the third one?", 0: "A worker ends where it gets END."}, "queues-endings"),
    "ended: join": Question("", "no", {"yes": "put counts each item, also an END. Who reports it?"}, "queues-endings"),
    "shutdown": Question("", 3, {
        0: "That is shutdown(immediate=True).", 1: "What is left in the queue is given first."}, "queues-shutdown"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
