"""Exercise: twelve workloads.

Put "io", "cpu" or "both" in the place of each "?".
"""

ANSWERS = {
    1: "?",  # Download 500 web pages.
    2: "?",  # Resize 500 photos that are in memory.
    3: "?",  # Ask a database for one row.
    4: "?",  # Sort ten million numbers in a list.
    5: "?",  # Wait until a user presses a key.
    6: "?",  # Compute a checksum of a video that is in memory already.
    7: "?",  # Copy a large file to a network drive.
    8: "?",  # Train a small neural network on data in memory.
    9: "?",  # Send 1,000 e-mails through a mail server.
    10: "?",  # Search a text of 100 MB in memory with a regular expression.
    11: "?",  # Ask a weather station for its temperature every minute.
    12: "?",  # Download 500 long videos, and convert each to another format.
}
