"""Wrong: each await is believed to switch, and nothing else.

Says: 10: not False. async with has to take the lock, and line 6 has it still.
"""

ANSWERS = {1: True, 2: True, 3: False, 4: True, 5: True, 6: True, 7: True, 8: True, 9: False, 10: False}
