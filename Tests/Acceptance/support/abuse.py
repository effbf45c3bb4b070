"""Callers that mean no good, as processes of their own:

    python -m support.abuse KIND SOCKET COUNT RATE

Speaks HTTP/2 by hand (RFC 9113), since no client library would do these things. Prints `ready` when
it has done what it does once, and goes on until it has done it COUNT times, or, where it keeps
connections, until it is killed.

  idle      COUNT connections, half of which never say anything
  halfopen  COUNT connections that end in the middle of their first bytes and stay
  unread    COUNT calls that read the whole log with boundless windows, and receive none of it
  garbage   random bytes instead of HTTP/2, on a new connection each time
  huge      a message that says that it is 4 GiB long, and begins
  cancel    reads that are reset at a random moment
"""

import random
import resource
import select
import socket
import struct
import sys
import time

from .wire import STREAMS, append_options, read_options

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, WINDOW_UPDATE = 0, 1, 3, 4, 8
END_STREAM, END_HEADERS = 1, 4


def frame(kind, flags, stream, payload):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def headers(stream, method):
    """Literals without Huffman codes and without a table (RFC 7541 section 6.2.2)."""
    fields = [
        (":method", "POST"), (":scheme", "http"), (":path", f"{STREAMS}/{method}"),
        (":authority", "x"), ("te", "trailers"), ("content-type", "application/grpc")]
    block = b"".join(
        bytes([0, len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
        for name, value in fields)
    return frame(HEADERS, END_HEADERS, stream, block)


def message(stream, payload, flags=END_STREAM):
    return frame(DATA, flags, stream, b"\0" + struct.pack(">I", len(payload)) + payload)


def connect(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def greet(connection, window=65_535):
    settings = struct.pack(">HI", 4, window)
    connection.sendall(
        PREFACE + frame(SETTINGS, 0, 0, settings)
        + frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", 2**31 - 1 - 65_535)))


WHOLE_LOG = read_options(count=2**40).SerializeToString()


class Abuser:
    def __init__(self, path, count, rate):
        self.path, self.count, self.rate = path, count, rate
        self.kept = []
        self.done = 0

    def keep(self, what):
        """`count` connections, made by `what` and never closed."""
        for number in range(self.count):
            connection = connect(self.path)
            what(connection, number)
            self.kept.append(connection)
            self.done += 1

    def idle(self):
        self.keep(lambda connection, number: number % 2 and greet(connection))

    def halfopen(self):
        def half(connection, number):
            connection.sendall(PREFACE[:random.randrange(1, len(PREFACE))])
            if number % 2:
                connection.shutdown(socket.SHUT_WR)
        self.keep(half)

    def unread(self):
        def ask(connection, _):
            greet(connection, 2**31 - 1)
            connection.sendall(headers(1, "Read") + message(1, WHOLE_LOG))
        self.keep(ask)

    def garbage(self):
        connection = connect(self.path)
        try:
            start = PREFACE if random.random() < 0.5 else b""
            connection.sendall(start + random.randbytes(random.randrange(1, 5000)))
            select.select([connection], [], [], 0.05)
        except OSError:
            pass
        connection.close()

    def huge(self):
        connection = connect(self.path)
        greet(connection)
        try:
            start = message(1, append_options("cosa-1").SerializeToString(), 0)
            length = b"\0\xff\xff\xff\xff"
            connection.sendall(
                headers(1, "Append") + start + frame(DATA, 0, 1, length + bytes(16_000)))
            select.select([connection], [], [], 0.05)
        except OSError:
            pass
        connection.close()

    def cancel(self):
        """A connection's worth of them: the server ends one that resets more."""
        connection = connect(self.path)
        greet(connection)
        try:
            for stream in range(1, 300, 2):
                connection.sendall(headers(stream, "Read") + message(stream, WHOLE_LOG))
                if random.random() < 0.5:
                    select.select([connection], [], [], random.random() / 500)
                connection.sendall(frame(RST_STREAM, 0, stream, struct.pack(">I", 8)))
                self.done += 1
                self.pause()
        except OSError:
            pass
        connection.close()

    def pause(self):
        if self.rate:
            ahead = self.done / self.rate - (time.monotonic() - self.began)
            if ahead > 0:
                time.sleep(ahead)

    def run(self, kind):
        self.began = time.monotonic()
        act = getattr(self, kind)
        act()
        print("ready", flush=True)
        if kind in ("idle", "halfopen", "unread"):
            while True:
                time.sleep(3600)
        while self.done < self.count:
            before = self.done
            act()
            if self.done == before:
                self.done += 1
            self.pause()
        print(self.done, flush=True)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    _, wanted, target, count, rate = sys.argv
    Abuser(target, int(count), float(rate)).run(wanted)
