"""A second verifier of what eventd signs: nothing here comes from eventd, and nothing is believed.

Needs the standard library and `cryptography` only. Written from RFC 6962 section 2.1, C2SP signed-note,
tlog-checkpoint and tlog-proof, and from docs/DATA_FILE.md. The proofs are checked by the recursive
definitions of RFC 6962, where eventd's own code walks bits.
"""

import base64
import hashlib
import struct
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class NotProven(Exception):
    """What was shown does not prove what it says."""


# The Merkle tree


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(leaf):
    return sha256(b"\x00" + leaf)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def split(size):
    """The largest power of two below the size."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def root_of(hashes):
    """RFC 6962 section 2.1, from the hashes of all leaves."""
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    middle = split(len(hashes))
    return node_hash(root_of(hashes[:middle]), root_of(hashes[middle:]))


def root_by_inclusion(leaf, index, size, proof):
    """The root that a proof of inclusion leads to: the inverse of RFC 6962 section 2.1.1."""
    if index >= size:
        raise NotProven(f"there is no leaf {index} in {size}")
    if size == 1:
        if proof:
            raise NotProven("the proof is too long")
        return leaf
    if not proof:
        raise NotProven("the proof is too short")
    *inner, last = proof
    middle = split(size)
    if index < middle:
        return node_hash(root_by_inclusion(leaf, index, middle, inner), last)
    return node_hash(last, root_by_inclusion(leaf, index - middle, size - middle, inner))


def roots_by_consistency(old_root, old, size, proof):
    """Old and new root that a proof of consistency leads to: the inverse of section 2.1.2."""
    if not 0 < old <= size:
        raise NotProven(f"nothing leads from {old} to {size}")

    def descend(old, size, proof, is_known):
        if old == size:
            if is_known:
                if proof:
                    raise NotProven("the proof is too long")
                return old_root, old_root
            if len(proof) != 1:
                raise NotProven("the proof has a wrong length")
            return proof[0], proof[0]
        if not proof:
            raise NotProven("the proof is too short")
        *inner, last = proof
        middle = split(size)
        if old <= middle:
            before, after = descend(old, middle, inner, is_known)
            return before, node_hash(after, last)
        before, after = descend(old - middle, size - middle, inner, False)
        return node_hash(last, before), node_hash(last, after)

    return descend(old, size, proof, True)


# Signed notes


@dataclass(frozen=True)
class VerifierKey:
    name: str
    key_id: bytes
    public: bytes

    @classmethod
    def parse(cls, text):
        name, key_id, material = text.strip().split("+", 2)
        material = base64.b64decode(material, validate=True)
        if material[:1] != b"\x01" or len(material) != 33:
            raise NotProven("not an Ed25519 key")
        key = cls(name, bytes.fromhex(key_id), material[1:])
        if sha256(name.encode() + b"\n" + material)[:4] != key.key_id:
            raise NotProven("the hash in the key is not that of the key")
        return key


@dataclass(frozen=True)
class TreeHead:
    origin: str
    size: int
    root: bytes


def open_note(note, key):
    """The text of a note that the key has signed."""
    text, empty, signed = note.rpartition("\n\n")
    if not empty:
        raise NotProven("this is no note")
    text += "\n"
    found = False
    for line in signed.splitlines():
        dash, name, signature = line.split(" ")
        signature = base64.b64decode(signature, validate=True)
        if dash != "\N{EM DASH}" or (name, signature[:4]) != (key.name, key.key_id):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature[4:], text.encode())
        except InvalidSignature:
            raise NotProven("the signature is wrong") from None
        found = True
    if not found:
        raise NotProven(f"{key.name} has not signed it")
    return text


def open_checkpoint(note, key):
    origin, size, root = open_note(note, key).splitlines()[:3]
    if origin != key.name:
        raise NotProven(f"a checkpoint of {origin}, signed by {key.name}")
    root = base64.b64decode(root, validate=True)
    if len(root) != 32 or str(int(size)) != size:
        raise NotProven("this is no tree head")
    return TreeHead(origin, int(size), root)


# Proofs as texts


def proof_lines(text):
    """The lines of the proof, and the checkpoint behind the first empty line."""
    head, _, checkpoint = text.partition("\n\n")
    return head.split("\n"), checkpoint


def check_receipt(text, key):
    """The leaf, its index and the signed head, when the receipt is true."""
    lines, checkpoint = proof_lines(text)
    if lines[0] != "c2sp.org/tlog-proof@v1":
        raise NotProven("this is no receipt")
    if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise NotProven("the receipt lacks its leaf or its index")
    leaf = base64.b64decode(lines[1][6:], validate=True)
    index = int(lines[2][6:])
    head = open_checkpoint(checkpoint, key)
    proof = [base64.b64decode(line, validate=True) for line in lines[3:]]
    if root_by_inclusion(leaf_hash(leaf), index, head.size, proof) != head.root:
        raise NotProven("the hashes do not lead to the signed root")
    return leaf, index, head


def check_growth(text, old, key):
    """The later head, when the log has only grown since the old one."""
    lines, checkpoint = proof_lines(text)
    if lines[0] != f"old {old.size}":
        raise NotProven("a proof from another size")
    head = open_checkpoint(checkpoint, key)
    proof = [base64.b64decode(line, validate=True) for line in lines[1:]]
    if roots_by_consistency(old.root, old.size, head.size, proof) != (old.root, head.root):
        raise NotProven("the hashes do not lead from the old root to the new one")
    return head


# Leaves


@dataclass(frozen=True)
class Leaf:
    """An event as docs/DATA_FILE.md lays it out."""

    position: int
    content_type: str
    origin: int
    stream: str
    type: str
    revision: int
    recorded: int
    effective: int
    id: uuid.UUID
    data: bytes
    metadata: bytes
    peer: tuple | None

    @classmethod
    def parse(cls, leaf):
        (position,) = struct.unpack_from(">Q", leaf)
        record = leaf[8:]
        (version, content, origin, flags, stream_length, type_length, revision, recorded, effective,
         high, low, data_length, metadata_length) = struct.unpack_from("<4B2HQqqQQ2I", record)
        if (version, flags) not in ((1, 0), (2, 0), (2, 1)):
            raise NotProven(f"a record of format {version}, flags {flags}")
        peer = struct.unpack_from("<3I", record, 56) if flags else None
        parts = []
        offset = {1: 56, 2: 68}[version]
        for length in (stream_length, type_length, data_length, metadata_length):
            parts.append(record[offset:offset + length])
            offset += length
        if offset != len(record):
            raise NotProven("the lengths in the record do not add up")
        return cls(
            position, {1: "application/json", 2: "application/octet-stream"}[content], origin,
            parts[0].decode(), parts[1].decode(), revision, recorded, effective,
            uuid.UUID(int=high << 64 | low), parts[2], parts[3], peer)
