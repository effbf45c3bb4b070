"""Business days in Mexico, counted one by one: slow, simple, and independent of the daemon."""

import functools
import json
import os
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from .daemon import ROOT

ZONE = ZoneInfo("America/Mexico_City")


@functools.cache
def holidays():
    """The national holidays: from the shared data, or else the facts that the package carries."""
    shared = Path(os.environ.get("EVENTD_SHARED_DATA", ROOT.parent / "shared/data"))
    files = [shared / "holidays/MX.json", ROOT / "Sources/Processes/Calendars/MX.json"]
    file = next(file for file in files if file.exists())
    return {date.fromisoformat(day["date"]) for day in json.loads(file.read_text())["holidays"]}


def is_business_day(day):
    return day.isoweekday() <= 5 and day not in holidays()


def local(text):
    """`2026-01-05T10:00` on the clocks of Mexico City."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def local_midnight(day):
    return datetime.combine(day, time(), tzinfo=ZONE)


def due_after_business_days(entered, count):
    """Midnight after the whole `count`-th business day; the date of entry is day 0."""
    day = entered.astimezone(ZONE).date()
    while count > 0:
        day += timedelta(days=1)
        if is_business_day(day):
            count -= 1
    return local_midnight(day + timedelta(days=1))


def due_after_calendar_days(entered, count):
    """Midnight after the whole `count`-th day; the date of entry is day 0."""
    return local_midnight(entered.astimezone(ZONE).date() + timedelta(days=count + 1))


def rfc3339(moment):
    """With its own offset."""
    return moment.isoformat()


def parse(text):
    """An RFC 3339 time, as a moment in UTC."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
