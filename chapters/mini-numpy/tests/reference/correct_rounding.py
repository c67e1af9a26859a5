"""Computes tables of correctly rounded results: exp.txt, log.txt, sin.txt and
cos.txt of 64-bit floats, exp_32.txt and log_32.txt of 32-bit floats.

    pip install mpmath && python3 correct_rounding.py

Each line holds an argument and its result, both as bits in hex. The arguments
are those that an implementation is most likely to get wrong: where the result
becomes subnormal, rounds to zero or overflows, next to the multiples of ln 2 or
of π/2 at which argument reduction jumps, and random samples of every range.
"""

import math
import random
import struct
from pathlib import Path

from mpmath import mp, mpf

mp.prec = 2200  # enough to hold doubles of any exponent exactly
LN_2 = mp.log(2)
HERE = Path(__file__).parent


class Format:
    """A binary format of IEEE 754."""

    def __init__(self, code, precision, largest_exponent):
        self.code = code
        self.precision = precision
        self.largest_exponent = largest_exponent
        self.size = struct.calcsize(code)

    def bits(self, x):
        packed = struct.pack(">" + self.code, x)
        return f"{int.from_bytes(packed):0{2 * self.size}x}"

    def rounded(self, value):
        """The float nearest to `value`, subnormal or not, ties to even."""
        if value == 0:
            return 0.0
        exponent = int(mp.floor(mp.log(abs(value), 2)))
        exponent = max(exponent, 1 - self.largest_exponent)
        last = exponent - (self.precision - 1)
        whole = int(mp.nint(value / mpf(2) ** last))
        if exponent + (abs(whole) == 2**self.precision) > self.largest_exponent:
            return math.copysign(math.inf, whole)
        return math.ldexp(whole, last)

    def write(self, name, function, arguments):
        lines = [
            f"{self.bits(x)} {self.bits(self.rounded(function(mpf(x))))}"
            for x in arguments
        ]
        (HERE / name).write_text("\n".join(lines) + "\n")


DOUBLE = Format("d", 53, 1023)
SINGLE = Format("f", 24, 127)


def single(bits):
    """The 32-bit float of these bits."""
    return struct.unpack(">f", bits.to_bytes(4))[0]


def to_single(x):
    return struct.unpack(">f", struct.pack(">f", x))[0]


def neighbours(x):
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


def main():
    draw = random.Random(1)

    exps = [-708.4204580162899, 1.0, -1.0, 0.5, 1e-300, -5e-324]
    # Where the result becomes subnormal, zero or infinite.
    for edge in (-708.3964185322641, -745.1332191019411, 709.782712893384):
        exps += neighbours(edge)
    # The bounds of the ranges in exp.rs.
    for edge in (-708.39, -745.2):
        exps += neighbours(edge)
    exps += [x for k in (1, 2, 50, 1021, 1022)
             for x in neighbours(float(k * LN_2)) + neighbours(float(-k * LN_2))]
    exps += [x for k in range(1023, 1076) for x in neighbours(float(-k * LN_2))]
    exps += [draw.uniform(-746, -708) for _ in range(300)]
    exps += [draw.uniform(-708, 709) for _ in range(200)]
    exps += [draw.uniform(-1, 1) * 2.0 ** -draw.randrange(60)
             for _ in range(100)]
    DOUBLE.write("exp.txt", mp.exp, exps)

    logs = [1.0, 0.5, 2.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
    logs += neighbours(1.0)
    logs += [draw.uniform(0, 1) for _ in range(150)]
    logs += [1 + draw.uniform(-1, 1) * 2.0 ** -draw.randrange(1, 52)
             for _ in range(100)]
    logs += [math.ldexp(draw.uniform(1, 2), draw.randrange(-1074, 1024))
             for _ in range(100)]
    DOUBLE.write("log.txt", mp.log, logs)

    angles = [5e-324, 1e-300, 1e-8, 0.5, 1.0, -1.0, 1e22]
    # Of all doubles, this one is closest to a multiple of π/2.
    angles += neighbours(math.ldexp(6381956970095103, 797))
    # The multiples of π/4 in the range of the spirals' angles and beyond.
    angles += [x for k in range(1, 54) for x in neighbours(float(k * mp.pi / 4))]
    angles += [x for k in (1000, 10**6, 10**9)
               for x in neighbours(float(k * mp.pi / 2))]
    angles += [draw.uniform(-1, 1) * 2.0 ** -draw.randrange(40)
               for _ in range(100)]
    angles += [draw.uniform(-40, 40) for _ in range(300)]
    angles += [math.ldexp(draw.uniform(1, 2), draw.randrange(6, 1024))
               for _ in range(150)]
    DOUBLE.write("sin.txt", mp.sin, angles)
    DOUBLE.write("cos.txt", mp.cos, angles)

    # pxfm 0.1.30's own exp of 32-bit floats is wrong for the first one.
    exps = [single(0xbbf0edf1), 1.0, -1.0, 0.5, 1e-30, -1e-30]
    exps += [draw.uniform(-104, -87) for _ in range(150)]
    exps += [draw.uniform(-87, 89) for _ in range(150)]
    exps += [draw.uniform(-1, 1) * 2.0 ** -draw.randrange(30)
             for _ in range(100)]
    SINGLE.write("exp_32.txt", mp.exp, map(to_single, exps))

    # The double nearest to each of the first eight logarithms is the midpoint
    # of two 32-bit floats. There are no others.
    logs = [single(bits) for bits in (
        0x1f116ab8, 0x3c413d3a, 0x4d604ebe, 0x66a8c860, 0x6f31a8ec, 0x41178feb,
        0x4c5d65a5, 0x65d890d3)]
    logs += [1.0, 0.5, 2.0, 1.401298464324817e-45, 1.1754943508222875e-38]
    logs += [draw.uniform(0, 1) for _ in range(150)]
    logs += [1 + draw.uniform(-1, 1) * 2.0 ** -draw.randrange(1, 24)
             for _ in range(100)]
    logs += [math.ldexp(draw.uniform(1, 2), draw.randrange(-149, 127))
             for _ in range(100)]
    SINGLE.write("log_32.txt", mp.log, map(to_single, logs))


main()
