"""Judge of the exercise 'who still runs?'."""

from check import Question, answers

TODO = "put a word, a number or a letter in the place of each \"?\""

QUESTIONS = {
    "a prints": Question("", "OSError", {
        "end": "gather passes the first exception on.",
        "group": "Only a group raises a group; gather raises the exception itself."}, "groups-matrix"),
    "a, ada": Question("", "runs", {
        "cancelled": "gather cancels nobody when one fails.",
        "ended": "gather raises after 1 s, ada needs 2."}, "groups-ghost"),
    "b prints": Question("", "group", {
        "end": "A child has failed, and nobody has caught it.",
        "OSError": "The group puts what it has into an ExceptionGroup, and that is no OSError."}, "groups-errors"),
    "b, ada": Question("", "cancelled", {
        "runs": "No child runs behind the block.",
        "ended": "The group does not let it go on until it answers."}, "groups-one-fails"),
    "c prints": Question("", "end", {
        "OSError": "With return_exceptions the failure is a value in the list.",
        "group": "gather makes no groups, and here it raises nothing."}, "groups-all"),
    "c, ada": Question("", "ended", {
        "runs": "With return_exceptions, gather waits for all.",
        "cancelled": "gather cancels nobody when one fails."}, "groups-all"),
    "d prints": Question("", "end", {
        "OSError": "wait raises no failure of a task. Nor does it raise TimeoutError, which is an OSError.",
        "group": "wait raises nothing."}, "groups-wait"),
    "d, ada": Question("", "runs", {
        "cancelled": "wait cancels nothing when its time is over.",
        "ended": "wait is back after 1.5 s, ada needs 2."}, "groups-wait"),
    "e prints": Question("", "OSError", {
        "end": "Who ends first? Line 34 awaits it.",
        "group": "There is no group here."}, "groups-progress"),
    "e, ada": Question("", "runs", {
        "cancelled": "The loop ends, the tasks do not.",
        "ended": "The exception comes after 1 s, ada needs 2."}, "groups-progress"),
    "f prints": Question("", "end", {
        "OSError": "quiet has caught it, in the child.",
        "group": "For the group no child has failed: quiet ends well."}, "groups-all"),
    "f, ada": Question("", "ended", {
        "runs": "No child runs behind the block.",
        "cancelled": "A group cancels where a child fails; here none does."}, "groups-all"),
    "e: line": Question("", 34, {
        33: "It makes the tasks and gives awaitables; it raises no failure of theirs."}, "groups-progress"),
    "e: why": Question("", "b", {
        "a": "It is raised after 1 s, in the first round of the loop.",
        "c": "as_completed returns no list; gather can do that."}, "groups-progress"),
    "d: line": Question("", 0, {
        28: "That is where the function begins.",
        29: "Here the tasks are made; nothing has run.",
        30: "wait returns the task of bo in `done`, and asks it nothing."}, "groups-wait"),
    "b: why": Question("", "c", {
        "a": "ada is cancelled, and that is no failure.",
        "b": "The group drops the CancelledError of a child that it has cancelled."}, "groups-errors"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
