"""Trains the spiral by this book's program and by NumPy, in turns.

`python3 chapters/chapter_06/benches/against_numpy.py [RUN]`, with a Python
that has NumPy, builds the chapter optimised, times all the epochs of the run
(`spiral`, if none is named) five times by each, one after the other, and
prints the seconds and their ratio. The program of this book is timed as a
whole process, NumPy's without the time that its import takes.
"""

import runpy
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

TURNS = 5
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "target" / "release" / "chapter_06"
# What is timed is left as it was found.
sys.dont_write_bytecode = True
NUMPY = ROOT / "chapters" / "chapter_06" / "numpy"
sys.path.insert(0, str(NUMPY))


def seconds(work):
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    name = sys.argv[1] if 1 < len(sys.argv) else "spiral"
    command = [str(PROGRAM), "--run", name]
    play = runpy.run_path(str(NUMPY / "runs.py"))["RUNS"][name]
    subprocess.run(
        ["cargo", "build", "--release", "--quiet", "-p", "chapter_06"],
        cwd=ROOT,
        check=True,
    )

    def rust():
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def numpy():
        play(lambda *event: None)

    ratios = []
    for _ in range(TURNS):
        ours, theirs = seconds(rust), seconds(numpy)
        ratios.append(ours / theirs)
        print(f"{name}: {ours:.2f} s, NumPy {np.__version__} {theirs:.2f} s, "
              f"ratio {ratios[-1]:.2f}")
    print(f"{name}: median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
