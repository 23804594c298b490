"""Exercise: a model for each of six briefs."""

ANSWERS = {
    # A chat server keeps 5,000 connections open; each is silent most of the time.
    1: "asyncio",
    # A script renames 20 files, once a week.
    2: "none",
    # A report reads from eight old databases. The only library for them blocks.
    3: "threads",
    # A program computes the weather of tomorrow from a grid, in pure Python, on
    # eight cores.
    4: "processes",
    # A command-line tool asks one server for one number.
    5: "none",
    # A web service in an async framework must now and then convert a big document,
    # which takes three seconds of Python code.
    6: "asyncio and processes",
}

if __name__ == "__main__":
    for number, model in ANSWERS.items():
        print(number, model)
