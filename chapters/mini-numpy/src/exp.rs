//! eˣ of 64-bit floats, correctly rounded.

// ANCHOR: exp
/// eˣ, correctly rounded.
///
/// pxfm has been found correct wherever the result is a normal number. Some
/// subnormal results of its version 0.1.30 are wrong, by a factor of up to 119,
/// so results that may be subnormal are computed by `tiny_exp`.
pub(crate) fn exp(x: f64) -> f64 {
    // e^-708.39 is just above 2⁻¹⁰²², the smallest normal number.
    if x < -708.39 { tiny_exp(-x) } else { pxfm::f_exp(x) }
}
// ANCHOR_END: exp

/// ln 2 in units of 2⁻¹²⁸, rounded down.
const LN_2: u128 = 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af;

/// e⁻ˣ for x ≥ 708.39, computed with integers.
///
/// For an integer k slightly larger than x / ln 2, e⁻ˣ = 2⁻ᵏ·eʳ with
/// r = k·ln 2 − x. All doubles in this range are multiples of 2⁻⁴³, and every
/// result is a multiple of 2⁻¹⁰⁷⁴. The error of eʳ is less than 2⁻¹¹⁵. It is
/// not proved that each of the 2⁴⁸ exact results is further than that from the
/// midpoint of two doubles; but if they were distributed at random, the closest
/// would be about 2⁻⁹⁶ away.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "all that is cast is a positive integer below 2⁵³"
)]
fn tiny_exp(x: f64) -> f64 {
    // All below e^-745.1332…, half the smallest subnormal number, rounds to 0.
    if 745.2 < x {
        return 0.0;
    }
    // By the choice of k, r lies between 0.17 and 0.87. Since its integer part
    // is 0, arithmetic modulo 1 yields all of it.
    let k = (x * std::f64::consts::LOG2_E + 1.25).floor() as u128;
    let units = (x * 8_796_093_022_208.0) as u128; // of 2⁻⁴³
    let r = k.wrapping_mul(LN_2).wrapping_sub(units << 85);

    // eʳ = 1 + r + r²/2! + …, in units of 2⁻¹²⁶.
    let (mut sum, mut term, mut n) = (0, 1_u128 << 126, 0);
    while term != 0 {
        sum += term;
        n += 1;
        // As r is in units of 2⁻¹²⁸, the high half of the product is term·r.
        let (_, high) = term.carrying_mul(r, 0);
        term = high / n;
    }

    // 2⁻ᵏ·eʳ in units of 2⁻¹⁰⁷⁵, and then rounded to units of 2⁻¹⁰⁷⁴. There
    // are no ties, because eˣ is irrational for every rational x except 0.
    let halves = sum >> (126 + k - 1074 - 1);
    let bits = halves.div_ceil(2);
    f64::from_bits(u64::try_from(bits).expect("the result is subnormal"))
}
