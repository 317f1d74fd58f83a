"""Reads a calendar from standard input with two parsers and prints what both understood, an event a line, as JSON.

Run by CalendarParserTests with Debian's python3-icalendar and python3-vobject.
"""

import json
import sys

import icalendar
import vobject


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    assert str(calendar["METHOD"]) == "PUBLISH"
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        yield {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "description": str(event.get("DESCRIPTION", "")),
            "categories": [str(each) for each in event["CATEGORIES"].cats] if "CATEGORIES" in event else [],
            "url": str(event.get("URL", "")),
            "alarms": [f"{each['ACTION']} {each['TRIGGER'].dt.days}" for each in event.walk("VALARM")],
            "names": sorted(event.keys()),
        }


def by_vobject(data):
    calendar = vobject.readOne(data.decode("utf-8"))
    calendar.validate(raiseException=True)
    for event in calendar.contents.get("vevent", []):
        yield {
            "uid": event.uid.value,
            "summary": event.summary.value,
            "start": event.dtstart.value.isoformat(),
            "end": event.dtend.value.isoformat(),
            "sequence": int(event.sequence.value),
            "status": event.status.value,
            "description": event.description.value if "description" in event.contents else "",
            "categories": event.categories.value if "categories" in event.contents else [],
            "url": event.url.value if "url" in event.contents else "",
            "alarms": [f"{each.action.value} {each.trigger.value.days}" for each in event.contents.get("valarm", [])],
            "names": sorted(name.upper() for name in event.contents if name != "valarm"),
        }


def main():
    data = sys.stdin.buffer.read()
    one, other = list(by_icalendar(data)), list(by_vobject(data))
    assert one == other, f"the parsers differ:\n{one}\n{other}"
    for event in one:
        print(json.dumps(event))


main()
