"""Judge of the exercise 'which line blocks'."""

from check import Question, answers

TODO = "say of each line in ANSWERS what the heart does"

LINES = {
    "A": Question("`await asyncio.sleep(0.1)`", "beats", {
        "waits": "It waits, but by an `await` that suspends: the loop gets its turn.",
        "works": "What should a sleep calculate?"}, "sec-half-true"),
    "B": Question("`time.sleep(0.1)`", "waits", {
        "beats": "There is no `await`: no other task runs until it returns.",
        "works": "A sleep calculates nothing: the processor is idle, and yet no other task runs."},
        "sec-half-true"),
    "C": Question("`count()`", "works", {
        "beats": "It never suspends, so the loop gets no turn before it is done.",
        "waits": "It waits for nothing: it adds up numbers all the time."}, "sec-working-blocks"),
    "D": Question("`await counting()`", "works", {
        "beats": "The `await` runs `counting` at once, and in it nothing suspends.",
        "waits": "Look into `counting`: whom does it wait for?"}, "sec-working-blocks"),
    "E": Question("`await rude()`", "waits", {
        "beats": "The `await` runs `rude` at once, and in it an ordinary call holds the thread.",
        "works": "Look into `rude`: what does it calculate?"}, "sec-half-true"),
    "F": Question("`await asyncio.to_thread(wait)`", "beats", {
        "waits": "`wait` blocks a thread, but which one? Another one.",
        "works": "Look into `wait`: what does it calculate?"}, "sec-file-read"),
}


def judge(code):
    yield from answers(code, LINES)
