"""Wrong: every await is believed to let others run.

Says: D, `await counting()`: not 'beats'. The `await` runs `counting` at once, and in it nothing
suspends. Read again in chapter 1: Working blocks as well.
"""

ANSWERS = {"A": "beats", "B": "waits", "C": "works", "D": "beats", "E": "beats", "F": "beats"}
