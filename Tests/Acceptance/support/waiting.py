"""Waiting for conditions. Nothing here waits for time alone."""

import time


def until(condition, what, seconds=20.0):
    """Asks `condition` again and again until it answers something true, and returns that.

    Fails with `what` when it has not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.01)
