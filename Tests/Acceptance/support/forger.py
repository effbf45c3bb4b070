"""Whoever owns the machine: takes a log's file apart, changes what was recorded, and puts together a
file in which everything agrees again: checksums, indexes, positions, revisions, the Merkle tree.

Reads and writes the file with LMDB's own tools, by docs/DATA_FILE.md. The daemon must not run.
"""

import struct
import subprocess
from dataclasses import dataclass, replace

from .auditor import leaf_hash, node_hash


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def crc_table():
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        yield byte


CRC_TABLE = list(crc_table())


def xxh64(data, seed=0):
    """By the xxHash specification."""
    mask = (1 << 64) - 1
    one, two, three, four, five = (
        0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63,
        0x27D4EB2F165667C5)

    def rotate(value, count):
        return (value << count | value >> 64 - count) & mask

    def mix(lane, word):
        return rotate(lane + word * two & mask, 31) * one & mask

    ends = len(data) // 32 * 32
    if ends:
        lanes = [seed + one + two & mask, seed + two & mask, seed, seed - one & mask]
        for offset in range(0, ends, 32):
            lanes = [mix(*pair) for pair in zip(lanes, struct.unpack_from("<4Q", data, offset))]
        value = sum(rotate(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18))) & mask
        for lane in lanes:
            value = (value ^ mix(0, lane)) * one + four & mask
    else:
        value = seed + five & mask
    value = value + len(data) & mask
    rest = data[ends:]
    while len(rest) >= 8:
        value = rotate(value ^ mix(0, struct.unpack_from("<Q", rest)[0]), 27) * one + four & mask
        rest = rest[8:]
    if len(rest) >= 4:
        half = struct.unpack_from("<I", rest)[0]
        value = rotate(value ^ half * one & mask, 23) * two + three & mask
        rest = rest[4:]
    for byte in rest:
        value = rotate(value ^ byte * five & mask, 11) * one & mask
    value = (value ^ value >> 33) * two & mask
    value = (value ^ value >> 29) * three & mask
    return value ^ value >> 32


def u64(number):
    return struct.pack(">Q", number)


@dataclass(frozen=True)
class Event:
    """A record in its parts; position and revision follow from the order."""

    header: bytes
    stream: bytes
    type: bytes
    data: bytes
    metadata: bytes

    @classmethod
    def parse(cls, record):
        stream, kind = struct.unpack_from("<HH", record, 4)
        data, metadata = struct.unpack_from("<II", record, 48)
        header = {1: 56, 2: 68}[record[0]]
        ends = [header, header + stream]
        ends += [ends[-1] + kind]
        ends += [ends[-1] + data]
        ends += [ends[-1] + metadata]
        parts = [record[start:end] for start, end in zip(ends, ends[1:])]
        return cls(record[:header], *parts)

    @property
    def id(self):
        """As the index has it: both halves big-endian."""
        return struct.pack(">QQ", *struct.unpack_from("<QQ", self.header, 32))

    @property
    def recorded(self):
        return struct.unpack_from("<q", self.header, 16)[0]

    def at(self, recorded):
        """Recorded at another time."""
        header = self.header[:16] + struct.pack("<q", recorded) + self.header[24:]
        return replace(self, header=header)

    def record(self, revision):
        """Without the checksum."""
        header = bytearray(self.header)
        struct.pack_into("<HHQ", header, 4, len(self.stream), len(self.type), revision)
        struct.pack_into("<II", header, 48, len(self.data), len(self.metadata))
        return bytes(header) + self.stream + self.type + self.data + self.metadata


TABLES = ("meta", "events", "streams", "stream_events", "stream_ids", "unique_keys", "tree")


def read_table(path, table):
    dump = subprocess.run(
        ["mdb_dump", "-n", "-s", table, str(path)], capture_output=True, text=True, check=True)
    lines = dump.stdout.split("HEADER=END\n")[1].split("DATA=END")[0].split("\n")
    values = [bytes.fromhex(line) for line in lines if line]
    return dict(zip(values[::2], values[1::2]))


def read_tables(path):
    return {table: read_table(path, table) for table in TABLES}


def write_tables(path, tables):
    """Puts a new file with these tables in the place of the old one."""
    text = []
    for table, rows in tables.items():
        text += ["VERSION=3", "format=bytevalue", f"database={table}", "type=btree",
                 "mapsize=1073741824", "db_pagesize=4096", "HEADER=END"]
        for key in sorted(rows):
            text += [f" {key.hex()}", f" {rows[key].hex()}"]
        text.append("DATA=END")
    for file in (path, path.with_name(path.name + "-lock")):
        file.unlink(missing_ok=True)
    subprocess.run(
        ["mdb_load", "-n", str(path)], input="\n".join(text) + "\n", text=True, check=True,
        capture_output=True)


def read_events(path):
    return [Event.parse(record) for _, record in sorted(read_table(path, "events").items())]


def tree_rows(leaves):
    """The hashes of the subtrees that each leaf completes."""
    rows = {}
    peaks = []
    for position, leaf in enumerate(leaves):
        row = [leaf_hash(leaf)]
        while position & 1:
            row.append(node_hash(peaks.pop(), row[-1]))
            position >>= 1
        peaks.append(row[-1])
        rows[u64(len(rows))] = b"".join(row)
    return rows


def digests(tables):
    """The row that says how many rows each index has, and the sum of their hashes."""
    row = b""
    for table in ("streams", "stream_events", "stream_ids", "tree", "unique_keys"):
        rows = tables[table].items()
        total = sum(xxh64(value, seed=xxh64(key)) for key, value in rows)
        row += u64(len(rows)) + u64(total & (1 << 64) - 1)
    return row


def forge(path, events):
    """Writes a log of these events, in which everything agrees with them.

    Keys that count once stay with their events, wherever these are now.
    """
    old = read_tables(path)
    old_ids = {u64(position): event.id for position, event in enumerate(read_events(path))}
    tables = {table: {} for table in TABLES}
    tables["meta"] = dict(old["meta"])
    numbers, lasts, places, leaves = {}, {}, {}, []
    for position, event in enumerate(events):
        number = numbers.setdefault(event.stream, len(numbers))
        revision = lasts.get(event.stream, -1) + 1
        lasts[event.stream] = revision
        leaf = u64(position) + event.record(revision)
        leaves.append(leaf)
        tables["events"][u64(position)] = leaf[8:] + struct.pack("<I", crc32c(leaf))
        tables["stream_events"][u64(number) + u64(revision)] = u64(position)
        tables["stream_ids"].setdefault(u64(number) + event.id, u64(revision))
        places[event.id] = position
    for stream, number in numbers.items():
        tables["streams"][stream] = u64(number) + u64(lasts[stream])
    for key, position in old["unique_keys"].items():
        if old_ids[position] in places:
            tables["unique_keys"][key] = u64(places[old_ids[position]])
    tables["tree"] = tree_rows(leaves)
    tables["meta"][b"digests"] = digests(tables)
    write_tables(path, tables)
