"""Compares roots and proofs with pymerkle's, for each log in a file of JSON lines.

Inclusion paths are the same hash by hash. pymerkle writes a consistency proof in another form than RFC 9162, so that ours is
checked by the algorithm of its section 2.1.4.2, between the two roots that pymerkle gives.
"""
import hashlib
import json
import sys

from pymerkle import InmemoryTree


def parent(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def is_consistent(old, new, old_root, new_root, path):
    if old & (old - 1) == 0:
        path = [old_root] + path
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    if not path:
        return False
    old_hash = new_hash = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            old_hash, new_hash = parent(node, old_hash), parent(node, new_hash)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            new_hash = parent(new_hash, node)
        first, last = first >> 1, last >> 1
    return (old_hash, new_hash, last) == (old_root, new_root, 0)


logs = 0
for line in open(sys.argv[1]):
    claim = json.loads(line)
    tree = InmemoryTree(algorithm="sha256")
    roots = [tree.get_root()]
    for leaf in claim["leaves"]:
        tree.append_entry(bytes.fromhex(leaf))
        roots.append(tree.get_root())
    size = len(claim["leaves"])
    assert roots[-1].hex() == claim["root"], f"root of {size}"
    for index, path in enumerate(claim["inclusion"]):
        # pymerkle's path begins with the leaf itself.
        theirs = [node.hex() for node in tree.prove_inclusion(index + 1, size).path]
        assert theirs[1:] == path, f"inclusion of {index} in {size}"
    for old, path in enumerate(claim["consistency"], start=1):
        nodes = [bytes.fromhex(node) for node in path]
        assert is_consistent(old, size, roots[old], roots[size], nodes), f"consistency of {old} with {size}"
        altered = nodes[:-1] + [bytes(32)]
        assert not is_consistent(old, size, roots[old], roots[size], altered), f"an altered proof of {old} in {size}"
    logs += 1
print(f"{logs} logs agree")
