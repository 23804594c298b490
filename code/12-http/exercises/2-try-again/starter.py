"""Exercise: try again.

Write retry(call, chance, tries, base, cap, seconds).
"""
