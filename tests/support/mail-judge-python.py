"""Reads mails as Python's `email` does: a JSON list of base64 on stdin, a JSON list of what is in them on stdout.

Of an invitation it tells what judge-python.py says of it.
"""

import contextlib
import io
import json
import pathlib
import runpy
import sys
from base64 import b64decode
from email import message_from_bytes, policy

JUDGE = pathlib.Path(__file__).with_name("judge-python.py")


def judged(calendar):
    said = io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(calendar))
    with contextlib.redirect_stdout(said):
        runpy.run_path(str(JUDGE))
    return [line.split("\t") for line in said.getvalue().splitlines()]


def people(mail, name):
    return [[each.display_name, each.addr_spec] for header in mail.get_all(name, []) for each in header.addresses]


def part_of(part):
    return {
        "type": part.get_content_type(),
        "params": dict(part["content-type"].params),
        "text": part.get_payload(decode=True).decode("utf-8", "strict"),
        "judged": judged(part.get_payload(decode=True)) if part.get_content_type() == "text/calendar" else [],
    }


def read(raw):
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    return {
        "type": mail.get_content_type(),
        "defects": [repr(each) for part in mail.walk() for each in part.defects]
        + [repr(each) for part in mail.walk() for value in part.values() for each in value.defects],
        "headers": [[name, str(value)] for name, value in mail.items()],
        "to": people(mail, "to"),
        "from": people(mail, "from"),
        "parts": [part_of(part) for part in parts],
        "longest": max(len(line) for line in raw.split(b"\r\n")),
    }


json.dump([read(b64decode(each)) for each in json.load(sys.stdin)], sys.__stdout__)
