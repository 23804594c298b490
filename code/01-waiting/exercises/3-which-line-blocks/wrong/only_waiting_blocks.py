"""Wrong: only what waits is believed to block.

Says: C, `count()`: not 'beats'. It never suspends, so the loop gets no turn before it is done.
"""

ANSWERS = {"A": "waits", "B": "waits", "C": "beats", "D": "beats", "E": "waits", "F": "waits"}
