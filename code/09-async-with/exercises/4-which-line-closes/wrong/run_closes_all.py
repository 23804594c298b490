"""Wrong: all that is left early is believed to be closed by asyncio.run.

Says: A: not 'c'. After the loop nobody refers to the generator. Who runs its finally, which
awaits?
"""

ANSWERS = {
    "A": "c", "B": "a", "C": "c", "D": "c", "E": "c", "A: line": 4, "C: prints": 0, "A: out of reach": 6,
    "F: first": "bo", "F: ada": "yes", "F: dee": "no", "F: error": "bo",
}
