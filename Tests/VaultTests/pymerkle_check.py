"""Compares roots, inclusion and consistency proofs with pymerkle's, for each log in a file of JSON lines."""
import json
import sys

from pymerkle import InmemoryTree

logs = 0
for line in open(sys.argv[1]):
    claim = json.loads(line)
    tree = InmemoryTree(algorithm="sha256")
    for leaf in claim["leaves"]:
        tree.append_entry(bytes.fromhex(leaf))
    size = len(claim["leaves"])
    assert tree.get_state().hex() == claim["root"], f"root of {size}"
    for index, path in enumerate(claim["inclusion"]):
        # pymerkle's path begins with the leaf itself.
        theirs = [node.hex() for node in tree.prove_inclusion(index + 1, size).path]
        assert theirs[1:] == path, f"inclusion of {index} in {size}"
    for old, path in enumerate(claim["consistency"], start=1):
        theirs = [node.hex() for node in tree.prove_consistency(old, size).path]
        # RFC 6962 leaves out the old root where the old tree is a whole subtree of the new one.
        assert path in (theirs, theirs[1:]), f"consistency of {old} with {size}"
    logs += 1
print(f"{logs} logs agree")
