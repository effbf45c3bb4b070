"""A socket whose connections reach the daemon as another user: `with Relay(daemon.socket, 12345) as …`.

A process of its own gives up root, connects to the daemon for whoever connects to it, and carries the
bytes. The daemon sees the user of that process, and any client can be made to come from any user.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote

from kurrentdbclient import KurrentDBClient


class Relay:
    """`socket` is the path to connect to; `pid` the process that the daemon sees."""

    def __init__(self, target, uid, gid=None, groups=()):
        self.target, self.uid, self.gid = str(target), uid, uid if gid is None else gid
        self.groups = groups

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="ev-", dir="/tmp")
        self.socket = Path(self.directory.name) / "s"
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.socket))
        listener.listen(64)
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(listener.fileno()), self.target, str(self.uid),
             str(self.gid), *map(str, self.groups)],
            pass_fds=[listener.fileno()], stdin=subprocess.DEVNULL)
        listener.close()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.directory.cleanup()

    @property
    def pid(self):
        return self.process.pid

    def client(self):
        return KurrentDBClient(f"kdb://{self.grpc_target}?Tls=false")

    @property
    def grpc_target(self):
        return f"unix:{quote(str(self.socket), safe='')}"


def _carry(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def _serve(listener, target):
    while True:
        near, _ = listener.accept()
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(target)
        except OSError:
            near.close()
            continue
        for pair in ((near, far), (far, near)):
            threading.Thread(target=_carry, args=pair, daemon=True).start()


if __name__ == "__main__":
    descriptor, daemon, user, group, *others = sys.argv[1:]
    os.setgroups([int(other) for other in others])
    os.setgid(int(group))
    os.setuid(int(user))
    _serve(socket.socket(fileno=int(descriptor)), daemon)
