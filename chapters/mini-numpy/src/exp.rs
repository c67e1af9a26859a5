//! exp, correctly rounded.

// ANCHOR: exp
/// eˣ, correctly rounded.
///
/// pxfm has been found correct wherever the result is a normal number. Its
/// version 0.1.30 is wrong for some arguments below, by a factor of up to 119,
/// so results that may be subnormal are computed here.
pub(crate) fn exp(x: f64) -> f64 {
    // e^-708.39 is just above 2⁻¹⁰²², the least normal number.
    if x < -708.39 { tiny_exp(-x) } else { pxfm::f_exp(x) }
}
// ANCHOR_END: exp

/// ln 2 in units of 2⁻¹²⁸, rounded down.
const LN_2: u128 = 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af;

/// e⁻ˣ for x from 708.39 on, in integers.
///
/// With k just above x / ln 2, e⁻ˣ = 2⁻ᵏ·eʳ where r = k·ln 2 − x. All the
/// doubles in this range are multiples of 2⁻⁴³ and every result is one of
/// 2⁻¹⁰⁷⁴. The error of eʳ stays below 2⁻¹¹⁵. That none of the 2⁴⁸ results
/// lies that close to a midpoint of two doubles is no theorem, but were they
/// spread at random, the closest would be 2⁻⁹⁶ or so away.
fn tiny_exp(x: f64) -> f64 {
    // Half the least subnormal is e^-745.1332…: beyond, all rounds to zero.
    if 745.2 < x {
        return 0.0;
    }
    let (x_in_2_pow_minus_43, k) = whole_numbers(x);
    // The whole part of r is 0, so its fraction can be had modulo 1. The
    // choice of k keeps r between 0.17 and 0.87, clear of both ends.
    let r = k.wrapping_mul(LN_2).wrapping_sub(x_in_2_pow_minus_43 << 85);

    // eʳ = 1 + r + r²/2! + …, in units of 2⁻¹²⁶.
    let (mut sum, mut term, mut n) = (0, 1 << 126, 0);
    while term != 0 {
        sum += term;
        n += 1;
        term = times_fraction(term, r) / n;
    }

    // eʳ·2⁻ᵏ in half units of 2⁻¹⁰⁷⁴, then rounded to whole ones. There is no
    // tie to break: eˣ is irrational for every rational x but 0.
    let halves = sum >> (126 + k - 1074 - 1);
    let bits = halves.div_ceil(2);
    f64::from_bits(u64::try_from(bits).expect("the result is subnormal"))
}

/// x in units of 2⁻⁴³, and the k for which k·ln 2 − x is about ln 2 / 4 or
/// more.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "both are whole, positive and below 2⁵³"
)]
fn whole_numbers(x: f64) -> (u128, u128) {
    let units = x * 8_796_093_022_208.0; // 2⁴³
    let k = (x * std::f64::consts::LOG2_E + 1.25).floor();
    (units as u128, k as u128)
}

/// a·b, where b counts in units of 2⁻¹²⁸.
fn times_fraction(a: u128, b: u128) -> u128 {
    let (_, high) = a.carrying_mul(b, 0);
    high
}
