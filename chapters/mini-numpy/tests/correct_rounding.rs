//! Compares `exp`, `log`, `sin` and `cos` with tables of correctly rounded
//! results, which `reference/correct_rounding.py` computes with 2200 bits.

use mini_numpy::{Numpy, Order};

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn assert_agrees(table: &str, f: impl Fn(f64) -> f64) {
    for (x, expected) in rows(table) {
        let (x, expected) = (f64::from_bits(x), f64::from_bits(expected));
        let result = f(x);
        assert_eq!(
            result.to_bits(),
            expected.to_bits(),
            "at {x:?}: {result:e}, not {expected:e}",
        );
    }
}

fn assert_agrees_32(table: &str, f: impl Fn(f32) -> f32) {
    let narrow = |bits: u64| f32::from_bits(bits.try_into().expect("32 bits"));
    for (x, expected) in rows(table) {
        let (x, expected) = (narrow(x), narrow(expected));
        let result = f(x);
        assert_eq!(
            result.to_bits(),
            expected.to_bits(),
            "at {x:?}: {result:e}, not {expected:e}",
        );
    }
}

/// The arguments and results, as bits.
fn rows(table: &str) -> impl Iterator<Item = (u64, u64)> {
    assert!(300 < table.lines().count(), "the table is cut short");
    table.lines().map(|line| {
        let bits = |text| u64::from_str_radix(text, 16).expect("hex digits");
        let (x, expected) = line.split_once(' ').expect("two columns");
        (bits(x), bits(expected))
    })
}

#[test]
fn exp_is_correctly_rounded() {
    assert_agrees(plain(include_str!("reference/exp.txt")), |x| NP.exp(x));
}

#[test]
fn log_is_correctly_rounded() {
    assert_agrees(plain(include_str!("reference/log.txt")), |x| NP.log(x));
}

#[test]
fn exp_of_32_bits_is_correctly_rounded() {
    assert_agrees_32(plain(include_str!("reference/exp_32.txt")), |x| {
        NP.exp(x)
    });
}

#[test]
fn log_of_32_bits_is_correctly_rounded() {
    assert_agrees_32(plain(include_str!("reference/log_32.txt")), |x| {
        NP.log(x)
    });
}

#[test]
fn sin_is_correctly_rounded() {
    assert_agrees(plain(include_str!("reference/sin.txt")), |x| NP.sin(x));
}

#[test]
fn cos_is_correctly_rounded() {
    assert_agrees(plain(include_str!("reference/cos.txt")), |x| NP.cos(x));
}

/// Once pxfm no longer returns the wrong 2.1194e-308, this test fails: then
/// `exp.rs` needs no computation of its own.
#[test]
fn exp_is_correct_for_a_subnormal_result_that_pxfm_gets_wrong() {
    let x = -708.420_458_016_289_9;
    assert_eq!(format!("{:.4e}", NP.exp(x)), "2.1722e-308");
    assert_eq!(format!("{:.4e}", pxfm::f_exp(x)), "2.1194e-308");
}

#[test]
fn exp_and_log_are_correct_at_their_limits() {
    assert_eq!(NP.exp(f64::NEG_INFINITY).to_bits(), 0);
    assert_eq!(NP.exp(-1e308_f64).to_bits(), 0);
    assert_eq!(NP.exp(710.0), f64::INFINITY);
    assert_eq!(NP.exp(-0.0), 1.0);
    assert!(NP.exp(f64::NAN).is_nan());
    assert_eq!(NP.log(0.0), f64::NEG_INFINITY);
    assert_eq!(NP.log(f64::INFINITY), f64::INFINITY);
    assert!(NP.log(-1.0_f64).is_nan());
}

#[test]
fn exp_and_log_of_32_bits_are_correct_at_their_limits() {
    assert_eq!(NP.exp(f32::NEG_INFINITY).to_bits(), 0);
    assert_eq!(NP.exp(89.0_f32), f32::INFINITY);
    assert_eq!(NP.exp(-0.0_f32), 1.0);
    assert!(NP.exp(f32::NAN).is_nan());
    assert_eq!(NP.log(0.0_f32), f32::NEG_INFINITY);
    assert_eq!(NP.log(f32::INFINITY), f32::INFINITY);
    assert!(NP.log(-1.0_f32).is_nan());
}

#[test]
fn sin_and_cos_are_correct_at_zero_and_at_infinity() {
    assert_eq!(NP.sin(0.0_f64).to_bits(), 0);
    assert_eq!(NP.sin(-0.0_f64).to_bits(), (-0.0_f64).to_bits());
    assert_eq!(NP.cos(-0.0_f64), 1.0);
    for x in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        assert!(NP.sin(x).is_nan());
        assert!(NP.cos(x).is_nan());
    }
}

/// A text without the byte order mark that an editor may have put before it.
fn plain(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}
