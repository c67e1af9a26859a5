//! A fingerprint of numbers: a hash of all their bits.

use crate::Element;

/// Hashes the bits of all numbers by 64-bit FNV-1a, the hash of Fowler, Noll
/// and Vo, over the bytes of each number, the lowest first. Fingerprints are
/// pinned, so the hash must never change; it guards against accidents, not
/// attacks.
pub fn fingerprint<'a, T: Element + 'a>(
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

    /// From the test vectors of FNV's authors: the strings "", "foob" and
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
    fn the_sign_of_a_zero_and_the_order_change_the_fingerprint() {
        assert_ne!(fingerprint(&[0.0]), fingerprint(&[-0.0]));
        assert_ne!(fingerprint(&[0.0, 1.0]), fingerprint(&[1.0, 0.0]));
    }
}
