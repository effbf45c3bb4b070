"""The messages of `schemas/`, compiled for Python: to send payloads in binary, to read those that
the daemon wrote, and to call its own services without the command line."""

import atexit
import functools
import importlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import grpc
from google.protobuf import json_format

from .daemon import ROOT


@functools.cache
def _compiled():
    import grpc_tools
    from grpc_tools import protoc

    out = tempfile.mkdtemp(prefix="ev-schemas-")
    atexit.register(shutil.rmtree, out, ignore_errors=True)
    schemas = ROOT / "schemas"
    files = [*schemas.glob("*/v1/*.proto"), *schemas.glob("google/type/*.proto")]
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    code = protoc.main([
        "protoc", f"-I{schemas}", f"-I{well_known}", f"--python_out={out}",
        *(str(file.relative_to(schemas)) for file in files)])
    assert code == 0, "the schemas do not compile"
    sys.path.insert(0, out)


def module(name):
    """`module("folio.v1.events")` is what `schemas/folio/v1/events.proto` defines."""
    _compiled()
    return importlib.import_module(f"{name}_pb2")


def folio_message(kind, payload):
    """The message `folio.v1.<kind>` of a payload in proto3 JSON, given as a dictionary."""
    return json_format.ParseDict(payload, getattr(module("folio.v1.events"), kind)())


def folio_payload(event):
    """The payload of a recorded folio event as proto3 JSON, in whichever form it is stored."""
    if event.content_type == "application/json":
        text = event.data.decode()
        message = json_format.Parse(text, _folio_class(event.type)())
    else:
        message = _folio_class(event.type).FromString(event.data)
    return json.loads(json_format.MessageToJson(message))


def _folio_class(type_name):
    return getattr(module("folio.v1.events"), type_name.removeprefix("folio.v1."))


def operations(daemon):
    """Calls of `eventd.v1.Operations` by name: `call("AdvanceClock", to=…)`."""
    defined = module("eventd.v1.operations")
    channel = grpc.insecure_channel(
        daemon.target,
        options=[("grpc.initial_reconnect_backoff_ms", 20), ("grpc.max_reconnect_backoff_ms", 50),
                 ("grpc.min_reconnect_backoff_ms", 20), ("grpc.use_local_subchannel_pool", 1)])

    def call(name, timeout=30, **fields):
        request = getattr(defined, f"{name}Request")(**fields)
        rpc = channel.unary_unary(
            f"/eventd.v1.Operations/{name}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=getattr(defined, f"{name}Response").FromString)
        return rpc(request, timeout=timeout)

    call.close = channel.close
    return call
