"""Judge of the exercise 'which line, and why?'."""

from check import Question, answers

TODO = "put a number or a letter in the place of each \"?\""

CREATE = "create_task only puts a task into the ready queue; it waits for nothing."
SLEEP = "asyncio.sleep suspends its own task; the others run."


def line(right, other, hints, section):
    """The question for a line, 0 for none; `other` is said of the lines that have no hint of their own."""
    return Question("", right, {n: hints.get(n, other) for n in range(16) if n != right}, section)


QUESTIONS = {
    "sum: line": line(10, "Each reading begins when the one before has ended. Which line waits for a reading?", {
        2: "Each save has a task of its own, beside main.", 9: "A loop alone does not wait. What in it does?",
        11: CREATE, 12: "It waits for ada's save, and that has ended long before."}, "together-four"),
    "sum: why": Question("", "b", {"a": CREATE, "c": SLEEP}, "together-four"),
    "failure: line": line(0, "It neither raises nor awaits anything.", {
        2: "The failure comes after this wait, in the task of the save.",
        4: "That is where it is raised, in a task of its own. Who awaits that task?",
        10: "It awaits a reading, not a save.", 11: "It makes the task, and goes on at once.",
        12: "tasks[0] is the save of ada.", 13: "It awaits nothing.",
        15: "asyncio.run raises what main raises, and main ends well."}, "sec-unseen"),
    "failure: why": Question("", "a", {
        "b": "When the task was made, nothing of save had run.",
        "c": "Other tasks go on: ada and cy do not hear of it."}, "sec-unseen"),
    "loss: line": line(13, "It is not the last line of main that runs.", {
        10: "The save of cy does not yet exist.", 11: "Here its task is made. Who ends it, and when?",
        12: "ada's task has ended long ago, so this await does not even switch; main goes on.",
        15: "It happens before asyncio.run returns. Which line of main is the last?"}, "sec-lost"),
    "loss: why": Question("", "c", {
        "a": "A failure stays in its own task.", "b": "The list `tasks` refers to the task."}, "sec-lost"),
    "repaired: seconds": Question("", 0.4, {
        0.9: "That is the sum, as now.", 0.3: "cy takes longer.", 0.2: "That is the fastest; all must have answered.",
        0.5: "That is with a save of 0.1 s; the question is on the readings."}, "together-four"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
