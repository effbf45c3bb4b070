"""HTTP/2 by hand, for clients that do not behave: frames as bytes, and nothing is read unless asked for.

Source: RFC 9113 section 4.1 (frames), RFC 7541 section 6.2.2 (headers without indexing).
"""

import socket
import struct

from kurrentdbclient.protos.v1 import shared_pb2, streams_pb2

DATA, HEADERS, SETTINGS, GOAWAY, WINDOW_UPDATE = 0, 1, 4, 7, 8
END_STREAM, END_HEADERS, ACK = 1, 4, 1
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
STREAMS = "/event_store.client.streams.Streams"


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(
        ">I", stream) + payload


def settings(**values):
    numbers = {"window": 4}
    return frame(SETTINGS, 0, 0, b"".join(
        struct.pack(">HI", numbers[name], value) for name, value in values.items()))


def headers(stream, path):
    fields = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "x"),
              ("te", "trailers"), ("content-type", "application/grpc")]
    block = b"".join(
        b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
        for name, value in fields)
    return frame(HEADERS, END_HEADERS, stream, block)


def message(payload, length=None):
    return b"\0" + struct.pack(">I", len(payload) if length is None else length) + payload


def subscription(stream):
    """A subscription to everything from the start, as a whole call."""
    options = streams_pb2.ReadReq.Options
    empty = shared_pb2.Empty()
    request = streams_pb2.ReadReq(options=options(
        read_direction=options.Forwards, subscription=options.SubscriptionOptions(),
        no_filter=empty, uuid_option=options.UUIDOption(string=empty),
        all=options.AllOptions(start=empty)))
    return headers(stream, f"{STREAMS}/Read") + frame(
        DATA, END_STREAM, stream, message(request.SerializeToString()))


class Raw:
    """A connection to a Unix socket, with or without a beginning."""

    def __init__(self, path, hello=True, **values):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        if hello:
            try:
                # The daemon's own settings are taken as they are, unread.
                self.socket.sendall(PREFACE + settings(**values) + frame(SETTINGS, ACK, 0))
            except BrokenPipeError:
                # Refused already; what was said before can still be read.
                pass

    def send(self, data):
        self.socket.sendall(data)

    def read_to_end(self, seconds):
        """All that comes until the other side ends it; `None` when it does not in this time."""
        self.socket.settimeout(seconds)
        data = b""
        try:
            while part := self.socket.recv(65536):
                data += part
        except TimeoutError:
            return None
        except ConnectionError:
            pass
        return data

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
