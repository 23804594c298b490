"""Exercise: twelve workloads, I/O-bound or CPU-bound."""

ANSWERS = {
    1: "io",  # Download 500 web pages.
    2: "cpu",  # Resize 500 photos that are in memory.
    3: "io",  # Ask a database for one row.
    4: "cpu",  # Sort ten million numbers in a list.
    5: "io",  # Wait until a user presses a key.
    6: "cpu",  # Compute a checksum of a video that is in memory already.
    7: "io",  # Copy a large file to a network drive.
    8: "cpu",  # Train a small neural network on data in memory.
    9: "io",  # Send 1,000 e-mails through a mail server.
    10: "cpu",  # Search a text of 100 MB in memory with a regular expression.
    11: "io",  # Ask a weather station for its temperature every minute.
    12: "both",  # Download 500 long videos, and convert each to another format.
}

if __name__ == "__main__":
    for bound in "io", "cpu", "both":
        print(f"{bound}:", *[n for n, answer in ANSWERS.items() if answer == bound])
