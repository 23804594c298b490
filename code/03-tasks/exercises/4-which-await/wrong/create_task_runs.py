"""Wrong: create_task is believed to run the task at once.

Says: 3: not True. No await is in this line: create_task puts a task into the ready queue, and goes on.
"""

ANSWERS = {1: False, 2: True, 3: True, 4: False, 5: False, 6: False, 7: False, 8: True, 9: False, 10: True}
