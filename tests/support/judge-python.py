"""Judges a calendar on stdin with icalendar: "fault<TAB>..." for each fault, "start<TAB>uid<TAB>UTC" for each event."""

import sys
from datetime import datetime, timezone

from icalendar import Calendar


def utc_of(start, zones):
    """By the calendar's own VTIMEZONE: the library would take its own zone of that name."""
    value = start.dt
    if not isinstance(value, datetime):
        return value.strftime("%Y%m%d")
    if "TZID" in start.params:
        value = zones[start.params["TZID"]].localize(value.replace(tzinfo=None))
    return value.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def lines_of(text):
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError) as error:
        return [("fault", str(error))]
    lines = [("fault", f"{part.name}: {each}") for part in calendar.walk() for each in part.errors]
    for part in calendar.walk():
        for needed in part.required:
            if needed not in part:
                lines.append(("fault", f"{part.name} has no {needed}"))
        for name in part.singletons:
            if isinstance(part.get(name), list):
                lines.append(("fault", f"{part.name} has more than one {name}"))
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
    for event in calendar.walk("VEVENT"):
        try:
            lines.append(("start", str(event.get("UID", "")), utc_of(event["DTSTART"], zones)))
        except KeyError as error:
            lines.append(("fault", f"VEVENT has no {error}"))
    return lines


for line in lines_of(sys.stdin.buffer.read()):
    print(*(part.replace("\n", " ") for part in line), sep="\t")
