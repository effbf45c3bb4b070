"""A small sender of notices: takes them from the outbox one by one, hands each to the mail, and
reports it sent. Run as a program of its own, so that it can be killed.

    notice_sender.py URI MAILBOX SERVICE [POINT]

The mail is a file to which a line is appended for each message. With a POINT, e.g. `taken:3`, it
kills itself with SIGKILL when that has happened so many times: `taken`, `mailed` or `sent`.

A sender that begins looks into the mail for what it had taken and not reported: what is there was
sent, what is not there was not.
"""

import json
import os
import signal
import sys
from uuid import uuid4

from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import BadRequestError

QUEUED = "folio.v1.NoticeQueued"


class Sender:
    def __init__(self, client, mailbox, service, point=None):
        self.client, self.mailbox, self.service = client, mailbox, service
        self.point, _, count = (point or "").partition(":")
        self.left = int(count or 0)

    def run(self):
        """Sends all that is in the outbox now."""
        for event in self.client.read_all(filter_include=[QUEUED]):
            if event.type == QUEUED:
                self.send(event.stream_name, json.loads(event.data))

    def send(self, stream, notice):
        cause = notice.get("cause", 0)
        if not self.take(stream, cause):
            return
        self.reached("taken")
        line = f"{stream} {cause}"
        if line not in self.mail():
            with open(self.mailbox, "a", encoding="utf-8") as mail:
                mail.write(f"{line} {notice['subject']}\n")
                mail.flush()
                os.fsync(mail.fileno())
        self.reached("mailed")
        self.append(stream, "NoticeSent", cause=cause, email=notice["email"])
        self.reached("sent")

    def take(self, stream, cause):
        """Whether it is ours to send: taken now, or before we were killed."""
        try:
            self.append(stream, "NoticeTaken", cause=cause)
            return True
        except BadRequestError as refused:
            if "notice.reported-already" in str(refused):
                return False
            if "notice.taken-already" in str(refused):
                return f"“{self.service}”" in str(refused)
            raise

    def append(self, stream, kind, **fields):
        event = NewEvent(
            type=f"folio.v1.{kind}", data=json.dumps({"service": self.service} | fields).encode(),
            id=uuid4(), content_type="application/json")
        self.client.append_events(stream, events=[event], current_version=StreamState.ANY)

    def mail(self):
        if not os.path.exists(self.mailbox):
            return []
        with open(self.mailbox, encoding="utf-8") as mail:
            return [" ".join(line.split()[:2]) for line in mail]

    def reached(self, point):
        if point == self.point:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    uri, mailbox, service, *point = sys.argv[1:]
    with KurrentDBClient(uri) as client:
        Sender(client, mailbox, service, *point).run()
