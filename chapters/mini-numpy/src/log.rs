//! ln x of 32-bit floats, correctly rounded.

use crate::Float;

// ANCHOR: log_32
/// ln x, correctly rounded.
///
/// Rounding the correctly rounded double once more is correct for all arguments
/// except five. Their logarithms are so close to the midpoint of two 32-bit
/// floats that the double is that midpoint, and the second rounding then goes
/// the wrong way. (`tests/double_rounding.rs` searches for such arguments.)
pub(crate) fn log_32(x: f32) -> f32 {
    match x.to_bits() {
        0x3c41_3d3a => -4.440_131_7,
        0x4117_8feb => 2.248_407_1,
        0x4c5d_65a5 => 17.876_608,
        0x65d8_90d3 => 53.205_05,
        0x6f31_a8ec => 66.176_83,
        _ => f32::nearest(pxfm::f_log(x.into())),
    }
}
// ANCHOR_END: log_32
