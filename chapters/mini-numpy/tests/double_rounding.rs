//! `exp` and `log` of 32-bit floats are rounded twice, to 64 bits and then to
//! 32. These tests try every argument, to find where the second rounding may go
//! wrong.
//!
//! It can go wrong only if the result of the first rounding is the midpoint of
//! two 32-bit floats, because that hides on which side of the midpoint the
//! exact value lies. In all other cases the double is on the same side as the
//! exact value: midpoints are doubles themselves, and no double lies strictly
//! between a number and the double nearest to it. The exact value is never a
//! midpoint, since eˣ is irrational for every rational x except 0, and ln x for
//! every rational x except 1.

use std::ops::Range;
use std::thread;

use mini_numpy::{Numpy, Order};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The bits of all 32-bit floats from 0 up to infinity and the first NaN, and
/// of those from -0 down to -infinity and the next NaN.
const FROM_ZERO_UP: Range<u32> = 0..0x7f80_0001;
const FROM_ZERO_DOWN: Range<u32> = 0x8000_0000..0xff80_0001;

/// Whether `x` is the midpoint of two adjacent 32-bit floats, or of the largest
/// one and the power of two that would follow it.
fn is_midpoint(x: f64) -> bool {
    if x.abs() < f64::from(f32::MIN_POSITIVE) {
        // Subnormal floats are the multiples of the smallest one.
        let halves = x.abs() / (f64::from(f32::from_bits(1)) / 2.0);
        halves % 2.0 == 1.0
    } else {
        // The fraction of a double has 52 bits, that of a 32-bit float 23. Of
        // the other 29, only the first is set.
        x.to_bits() % (1 << 29) == 1 << 28
    }
}

/// The bits of the arguments, among those in `bits`, for which `f` is a
/// midpoint. Searches in as many threads as there are processors.
fn arguments_of_midpoints(
    f: impl Fn(f64) -> f64 + Copy + Send, bits: Range<u32>,
) -> Vec<u32> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<_> = thread::scope(|scope| {
        let searches: Vec<_> = (0..threads)
            .map(|first| {
                let bits = bits.clone().skip(first).step_by(threads);
                let hits =
                    move |x: &u32| is_midpoint(f(f32::from_bits(*x).into()));
                scope.spawn(move || bits.filter(hits).collect::<Vec<_>>())
            })
            .collect();
        searches
            .into_iter()
            .flat_map(|search| {
                search.join().expect("the search does not panic")
            })
            .collect()
    });
    found.sort_unstable();
    found
}

#[test]
fn midpoints_are_told_apart_from_floats_and_from_other_doubles() {
    let next = f64::from(1.0_f32.next_up());
    let smallest = f64::from(f32::from_bits(1));
    let largest = f64::from(f32::MAX);
    let below = f64::from(f32::MAX.next_down());
    for (x, expected) in [
        (1.0, false),
        (next, false),
        (f64::midpoint(1.0, next), true),
        (f64::midpoint(1.0, next).next_up(), false),
        (-f64::midpoint(1.0, next), true),
        (smallest, false),
        (smallest / 2.0, true),
        (smallest / 4.0, false),
        (1.5 * smallest, true),
        (1.5 * smallest.next_up(), false),
        (f32::MIN_POSITIVE.into(), false),
        (largest, false),
        (largest + (largest - below) / 2.0, true),
        (0.0, false),
        (f64::INFINITY, false),
    ] {
        assert_eq!(is_midpoint(x), expected, "{x:e}");
    }
}

#[test]
#[ignore = "computes 4 · 10⁹ exponentials: half a minute with --release"]
fn no_exp_of_a_32_bit_float_rounds_to_a_midpoint() {
    let f = |x| NP.exp(x);
    assert_eq!(arguments_of_midpoints(f, FROM_ZERO_UP), []);
    assert_eq!(arguments_of_midpoints(f, FROM_ZERO_DOWN), []);
}

/// These eight are the first lines of `reference/log_32.txt`, with their
/// correctly rounded results. For five, rounding twice would go wrong.
#[test]
#[ignore = "computes 2 · 10⁹ logarithms: half a minute with --release"]
fn the_logs_of_eight_32_bit_floats_round_to_a_midpoint() {
    let mut known: Vec<_> = plain(include_str!("reference/log_32.txt"))
        .lines()
        .take(8)
        .map(|line| u32::from_str_radix(&line[..8], 16).expect("hex digits"))
        .collect();
    known.sort_unstable();
    let f = |x| NP.log(x);
    assert_eq!(arguments_of_midpoints(f, FROM_ZERO_UP), known);
}

/// A text without the byte order mark that an editor may have put before it.
fn plain(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}
