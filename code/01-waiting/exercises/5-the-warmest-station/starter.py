"""Exercise: the warmest station.

Write your program below: `warmest(stations)`.
"""
