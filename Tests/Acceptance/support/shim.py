"""`shim.c`, compiled, and what it is told: which calls of a running process fail."""

import atexit
import errno
import functools
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

from .daemon import Daemon, environment

SOURCE = Path(__file__).with_name("shim.c")
# As `enum function` in shim.c, from 1.
FUNCTIONS = (
    "write pwrite writev pwritev fdatasync fsync msync ftruncate open mmap mremap read pread "
    "accept send recv epoll_ctl pthread_create fcntl flock rename unlink mkdir socket "
    "fstat").split()
# As `struct control` in shim.c.
CONTROL = struct.Struct("<IiIIII232s")
# The call does half of what it was asked to.
SHORT = 0
ALWAYS = 0xFFFFFFFF


@functools.cache
def library():
    """The path of the compiled shim, or `None` where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        return None
    directory = Path(tempfile.mkdtemp(prefix="ev-shim-", dir="/tmp"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    made = directory / "shim.so"
    subprocess.run(
        [compiler, "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
         "-fvisibility=hidden", "-o", str(made), str(SOURCE)], check=True)
    return made


class Faults:
    """Makes calls of the process fail that was started with `environment`."""

    def __init__(self, directory):
        self.file = Path(directory) / "shim-control"
        self.file.write_bytes(bytes(CONTROL.size))
        with self.file.open("r+b") as file:
            self._control = mmap.mmap(file.fileno(), CONTROL.size)

    @property
    def environment(self):
        return {"LD_PRELOAD": str(library()), "SHIM_CONTROL": str(self.file)}

    def arm(self, function, error, first=1, count=1, path=""):
        """From now on the calls `first` to `first + count - 1` of the function fail, of those on a
        file whose path contains `path`. `error`: `SHORT`, or a name of errno."""
        self.disarm()
        code = error if error == SHORT else getattr(errno, error)
        number = FUNCTIONS.index(function) + 1
        self._control[4:CONTROL.size] = CONTROL.pack(
            0, code, first, count, 0, 0, path.encode())[4:]
        self._control[0:4] = struct.pack("<I", number)

    def disarm(self):
        self._control[0:4] = bytes(4)

    @property
    def seen(self):
        """Calls of the function since it was armed."""
        return struct.unpack_from("<I", self._control, 16)[0]

    @property
    def failed(self):
        return struct.unpack_from("<I", self._control, 20)[0]


class ShimmedDaemon(Daemon):
    """A daemon with the shim in it."""

    def __init__(self, clock=None):
        super().__init__(clock)
        self.faults = Faults(self.directory)
        self.shim = self.faults.environment

    def environment(self):
        # A crash is seen by its signal; to explain it takes longer than to try again.
        return environment(SWIFT_BACKTRACE="enable=no", **self.shim)


class Trace:
    """What a process writes below a directory; the process is started with `environment`."""

    def __init__(self, file, under):
        self.file, self.under = Path(file), under

    @property
    def environment(self):
        return {
            "LD_PRELOAD": str(library()), "SHIM_TRACE": str(self.file),
            "SHIM_UNDER": os.path.realpath(self.under)}

    def acknowledged(self, events):
        """Notes, in its place among the writes, that so many events are known to be there."""
        path, count = b"/acknowledged", struct.pack("<Q", events)
        record = struct.pack("<cBHIQ", b"W", 0, len(path), len(count), 0) + path + count
        descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND)
        try:
            assert os.write(descriptor, record) == len(record)
        finally:
            os.close(descriptor)
