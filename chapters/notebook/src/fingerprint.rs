//! The fingerprint of numbers.

use crate::Reported;

/// The fingerprint of all the numbers' bits: FNV-1a, the hash of Fowler, Noll
/// and Vo, with 64 bits, over the bytes of each number, the lowest first. It
/// guards against accidents, not against intent.
pub(crate) fn fingerprint<'a, T: Reported + 'a>(
    numbers: impl IntoIterator<Item = &'a T>,
) -> u64 {
    let bytes = numbers.into_iter().flat_map(|x| x.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the test vectors of FNV's authors: the texts "", "foob" and
    /// "chongo was here!", the last two read as numbers.
    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint::<f64>([]), 0xcbf2_9ce4_8422_2325);
        let single = f32::from_le_bytes(*b"foob");
        assert_eq!(fingerprint(&[single]), 0xdd12_0e79_0c25_12af);
        let two = [b"chongo w", b"as here!"].map(|b| f64::from_le_bytes(*b));
        assert_eq!(fingerprint(&two), 0x858e_2fa3_2a55_e61d);
    }

    #[test]
    fn the_sign_of_a_zero_and_the_order_leave_their_traces() {
        assert_ne!(fingerprint(&[0.0]), fingerprint(&[-0.0]));
        assert_ne!(fingerprint(&[0.0, 1.0]), fingerprint(&[1.0, 0.0]));
    }
}
