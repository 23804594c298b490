"""Exercise: a supervisor.

Write supervise(work, restarts, within, pause).
"""
