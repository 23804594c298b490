"""Wrong: break is believed to close the generator.

Says: A: not 'a'. After the loop nobody refers to the generator. Who runs its finally, which
awaits?
"""

ANSWERS = {
    "A": "a", "B": "a", "C": "a", "D": "a", "E": "a", "A: line": 6, "C: prints": None, "A: out of reach": 4,
    "F: first": "bo", "F: ada": "yes", "F: dee": "no", "F: error": "bo",
}
