"""Compares a saved network with the record of its run.

`python saved_network.py NETWORK RECORD`, with a Python that has NumPy and
safetensors, takes what one run has written with `--save NETWORK` and
`--format json > RECORD`. Every bit of every parameter must be the same, and
so must the fingerprint.
"""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors import safe_open

CHAPTERS = Path(__file__).resolve().parents[2]
sys.path.append(str(CHAPTERS / "chapter_05" / "numpy"))
sys.path.append(str(CHAPTERS / "chapter_04" / "numpy"))

from fingerprint import fingerprint


def reported(path):
    """What a run reported outside its iterations, by name."""
    with open(path, encoding="utf-8") as file:
        events = json.load(file)["events"]
    return {event["name"]: event for event in events
            if "iteration" not in event}


def compare(network, record):
    """The differences, in words."""
    arrays = {}
    for name in ["w1", "b1", "w2", "b2"]:
        event = record["final_" + name]
        expected = np.array(event["value"]).reshape(event["shape"])
        array = arrays[name] = network.get_tensor(name)
        kinds = [f"{x.dtype} of shape {x.shape}" for x in (array, expected)]
        if kinds[0] != kinds[1]:
            yield f"{name} is {kinds[0]}, reported is {kinds[1]}"
        elif array.tobytes() != expected.tobytes():
            yield f"{name} has other numbers than reported"

    words = network.metadata()["training"].split()
    training = dict(word.split("=") for word in words)
    expected = record["fingerprint"]["value"]
    for found in [training["fingerprint"], fingerprint(*arrays.values())]:
        if found != expected:
            yield f"the fingerprint is {found}, reported is {expected}"


def main():
    network, record = sys.argv[1:]
    with safe_open(network, "np") as file:
        differences = list(compare(file, reported(record)))
        count = sum(file.get_tensor(name).size for name in file.keys())
    for difference in differences:
        print(difference)
    print(f"{count} parameters, {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
