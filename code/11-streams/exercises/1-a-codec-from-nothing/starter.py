"""Exercise: a codec from nothing.

Write encode(message) and the class Decoder(limit).
"""
