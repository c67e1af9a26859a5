"""Correctly rounded exp and log, as bits: the tables exp.txt and log.txt.

    pip install mpmath && python3 exp.py

Each line is an argument and its result, both as 64 bits in hex. The arguments
are those at which an implementation is likely to slip: where the result turns
subnormal, rounds to zero or overflows, next to the multiples of ln 2 at which
a reduction of the argument jumps, and a random sample of every range.
"""

import math
import random
import struct
from pathlib import Path

from mpmath import mp, mpf

mp.prec = 2200  # enough for exact doubles of any exponent
LN_2 = mp.log(2)
HERE = Path(__file__).parent


def bits(x):
    return struct.unpack(">Q", struct.pack(">d", x))[0]


def rounded(value):
    """The double nearest to `value`, subnormal or not, ties to even."""
    if value == 0:
        return 0.0
    exponent = max(int(mp.floor(mp.log(abs(value), 2))), -1022)
    unit = mpf(2) ** (exponent - 52)
    whole = int(mp.nint(value / unit))
    if exponent > 1023 or (exponent == 1023 and abs(whole) >= 2**53):
        return math.copysign(math.inf, whole)
    return math.ldexp(whole, exponent - 52)


def write(name, function, arguments):
    lines = [f"{bits(x):016x} {bits(rounded(function(mpf(x)))):016x}"
             for x in arguments]
    (HERE / name).write_text("\n".join(lines) + "\n")


def neighbours(x):
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


def main():
    draw = random.Random(1)

    exps = [-708.4204580162899, 1.0, -1.0, 0.5, 1e-300, -5e-324]
    # Where the result turns subnormal, to zero, to infinity.
    for edge in (-708.3964185322641, -745.1332191019411, 709.782712893384):
        exps += neighbours(edge)
    # The borders of the code's own ranges.
    for edge in (-708.39, -745.2):
        exps += neighbours(edge)
    exps += [x for k in (1, 2, 50, 1021, 1022)
             for x in neighbours(float(k * LN_2)) + neighbours(float(-k * LN_2))]
    exps += [x for k in range(1023, 1076) for x in neighbours(float(-k * LN_2))]
    exps += [draw.uniform(-746, -708) for _ in range(300)]
    exps += [draw.uniform(-708, 709) for _ in range(200)]
    exps += [draw.uniform(-1, 1) * 2.0 ** -draw.randrange(60)
             for _ in range(100)]
    write("exp.txt", mp.exp, exps)

    logs = [1.0, 0.5, 2.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
    logs += neighbours(1.0)
    logs += [draw.uniform(0, 1) for _ in range(150)]
    logs += [1 + draw.uniform(-1, 1) * 2.0 ** -draw.randrange(1, 52)
             for _ in range(100)]
    logs += [math.ldexp(draw.uniform(1, 2), draw.randrange(-1074, 1024))
             for _ in range(100)]
    write("log.txt", mp.log, logs)


main()
