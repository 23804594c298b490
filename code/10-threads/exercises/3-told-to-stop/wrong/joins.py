"""Wrong: it waits for the thread in the way of threads, and blocks the loop.

Says: it works until it is told; seconds = 2.25: blocked: expected 0 s, but a blocking call
stopped the loop for 2.25 s.
"""

import threading


async def for_seconds(work, seconds):
    results, stop = [], threading.Event()

    def run():
        try:
            results.append(work(stop))
        except Exception as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(seconds)
    stop.set()
    thread.join()
    return results[0]
