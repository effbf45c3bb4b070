"""The stream service without a client in between: any bytes, any field."""

import grpc
from kurrentdbclient.protos.v1 import shared_pb2, streams_pb2, streams_pb2_grpc

STREAMS = "/event_store.client.streams.Streams"
EMPTY = shared_pb2.Empty()


class Wire:
    """A channel to the daemon; closed at the end of a `with`."""

    def __init__(self, daemon):
        self.channel = grpc.insecure_channel(
            daemon.target, options=[("grpc.max_send_message_length", -1)])
        self.streams = streams_pb2_grpc.StreamsStub(self.channel)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()

    def code(self, call):
        """Makes the call to its end and returns the status code it ends with, and its text."""
        try:
            answer = call()
            if hasattr(answer, "__iter__"):
                list(answer)
            return grpc.StatusCode.OK, ""
        except grpc.RpcError as error:
            return error.code(), error.details()

    def raw(self, method, payload, timeout=10):
        """Sends these bytes as the one message of a call; returns code and text."""
        rpc = self.channel.stream_stream(
            method, request_serializer=None, response_deserializer=None)
        return self.code(lambda: rpc(iter([payload]), timeout=timeout))


def read_options(**changes):
    """The options of a read of $all from the start, without a filter, with `changes`."""
    options = streams_pb2.ReadReq.Options
    fields = {
        "read_direction": options.Forwards,
        "count": 10,
        "no_filter": EMPTY,
        "uuid_option": options.UUIDOption(string=EMPTY),
    } | changes
    if "stream" not in fields and "all" not in fields:
        fields["all"] = options.AllOptions(start=EMPTY)
    return streams_pb2.ReadReq(options=options(**fields))


def identifier(name):
    name = name if isinstance(name, bytes) else name.encode()
    return shared_pb2.StreamIdentifier(stream_name=name)


def append_options(name, **expected):
    return streams_pb2.AppendReq(options=streams_pb2.AppendReq.Options(
        stream_identifier=identifier(name), **(expected or {"any": EMPTY})))


def proposed(data=b"{}", id="5a0e2f7e-9b1c-4a57-9f0b-0d6d5e1f2a3b", metadata=None):
    if metadata is None:
        metadata = {"type": "thing-happened", "content-type": "application/json"}
    return streams_pb2.AppendReq(proposed_message=streams_pb2.AppendReq.ProposedMessage(
        id=shared_pb2.UUID(string=id), metadata=metadata, data=data))
