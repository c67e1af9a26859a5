//! Files that are sound, and others.

use harness::{Record, Watch};
use ndarray::{ArrayD, IxDyn, array};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};

use super::{read, save};
use crate::network::Network;
use crate::runs::run;
use crate::settings::Settings;

/// The settings of a short training of a network with few parameters.
fn settings() -> Settings {
    Settings {
        iterations: 2,
        samples: 2,
        classes: 2,
        hidden: 3,
        ..Settings::with_optimizer("adam")
    }
}

/// A sound file.
fn saved() -> Vec<u8> {
    let mut record = Record::new();
    run(&settings(), &mut record, &mut Watch::new());
    save(&settings(), &record).expect("a finite network")
}

fn bits(network: &Network) -> Vec<u64> {
    network.parameters().map(f64::to_bits).collect()
}

/// What is wrong with a file.
fn refusal(bytes: &[u8]) -> String {
    let refusal = read(bytes).expect_err("a file that is not sound");
    assert_eq!(refusal.lines().count(), 1, "{refusal:?}");
    assert!(refusal.len() < 200, "{refusal:?}");
    refusal
}

/// The arrays of a network with 3 hidden neurons and 2 classes, without
/// metadata.
fn arrays() -> Vec<(&'static str, ArrayD<f64>)> {
    vec![
        ("w1", array![[0.5, -0.0, 1e-5], [0.1, 0.2, 5e-324]].into_dyn()),
        ("b1", array![[f64::MAX, -1.0, 1e23]].into_dyn()),
        ("w2", array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]].into_dyn()),
        ("b2", array![[f64::MIN_POSITIVE, 0.1]].into_dyn()),
    ]
}

fn file(dtype: Dtype, arrays: &[(&str, ArrayD<f64>)]) -> Vec<u8> {
    let bytes = arrays.iter().map(|(_, array)| match dtype {
        Dtype::F64 => array.iter().flat_map(|x| x.to_le_bytes()).collect(),
        _ => vec![0; 4 * array.len()],
    });
    let bytes: Vec<Vec<u8>> = bytes.collect();
    let tensors = arrays.iter().zip(&bytes).map(|((name, array), bytes)| {
        let tensor = TensorView::new(dtype, array.shape().to_vec(), bytes);
        (*name, tensor.expect("as many bytes as numbers need"))
    });
    serialize(tensors, None).expect("a file")
}

#[test]
fn a_network_without_metadata_is_read_bit_for_bit() {
    let network = read(&file(Dtype::F64, &arrays())).expect("a network");
    let numbers = arrays().into_iter().flat_map(|(_, array)| array);
    let expected: Vec<_> = numbers.map(f64::to_bits).collect();
    assert_eq!(bits(&network), expected);
}

#[test]
fn a_file_that_is_cut_off_is_refused_wherever_it_ends() {
    let saved = saved();
    assert_eq!(refusal(&[]), "it is empty");
    for end in 1..saved.len() {
        refusal(&saved[..end]);
    }
    refusal(&[&saved[..], b"\0"].concat());
}

/// Or it is a file of the same network still: where another setting is changed,
/// or a space.
#[test]
fn a_file_with_another_byte_is_refused() {
    let saved = saved();
    let network = bits(&read(&saved).expect("a network"));
    for (i, byte) in saved.iter().enumerate() {
        for other in [byte ^ 1, byte ^ 0x80, b' ', b'"', b'}', b'9'] {
            let mut changed = saved.clone();
            changed[i] = other;
            match read(&changed) {
                Ok(same) => assert_eq!(bits(&same), network, "byte {i}"),
                Err(_) => drop(refusal(&changed)),
            }
        }
    }
}

#[test]
fn a_fingerprint_that_does_not_match_is_refused() {
    let saved = saved();
    let mut changed = saved.clone();
    *changed.last_mut().expect("a byte") ^= 1;
    let found = refusal(&changed);
    let start = "it is damaged: the fingerprint of its numbers is ";
    assert!(found.starts_with(start), "{found}");

    let text = String::from_utf8_lossy(&saved);
    let at = text.find("fingerprint=").expect("a fingerprint");
    let mut changed = saved.clone();
    changed[at] = b'F';
    assert!(refusal(&changed).ends_with("the one in the file is none"));
}

#[test]
fn arrays_that_make_no_network_are_named() {
    let with = |name: &'static str, array: ArrayD<f64>| {
        let mut arrays = arrays();
        arrays.retain(|(other, _)| *other != name);
        arrays.push((name, array));
        refusal(&file(Dtype::F64, &arrays))
    };
    let zeros = |shape: &[usize]| ArrayD::zeros(IxDyn(shape));
    for (name, shape, why) in [
        (
            "b3",
            &[1, 2][..],
            "a network has no array 'b3'; it has w1, b1, w2, b2",
        ),
        ("w1", &[2], "w1 has 1 axes, and a matrix has 2"),
        ("w1", &[2, 3, 1], "w1 has 3 axes, and a matrix has 2"),
        ("w1", &[3, 3], "w1 has shape (3, 3), and this run's has (2, 3)"),
        ("b1", &[1, 4], "b1 has shape (1, 4), and this run's has (1, 3)"),
        ("b1", &[3, 1], "b1 has shape (3, 1), and this run's has (1, 3)"),
        ("w2", &[4, 2], "w2 has shape (4, 2), and this run's has (3, 2)"),
        ("b2", &[1, 3], "b2 has shape (1, 3), and this run's has (1, 2)"),
    ] {
        assert_eq!(with(name, zeros(shape)), why);
    }
    for x in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let refusal = with("b2", array![[0.0, x]].into_dyn());
        assert!(refusal.starts_with("b2 holds "), "{refusal}");
    }
    let long = "w".repeat(1000);
    let mut arrays = arrays();
    arrays.push((&long, zeros(&[1, 1])));
    let refusal = refusal(&file(Dtype::F64, &arrays));
    let cut = "a network has no array 'wwwwwwwwwwwwwwwwwwwwwwww';";
    assert!(refusal.starts_with(cut), "{refusal}");
}

#[test]
fn a_missing_array_is_named() {
    for (i, (name, _)) in arrays().iter().enumerate() {
        let mut arrays = arrays();
        arrays.remove(i);
        let refusal = refusal(&file(Dtype::F64, &arrays));
        assert_eq!(refusal, format!("the array {name} is missing"));
    }
}

#[test]
fn numbers_of_another_type_are_refused() {
    let refusal = refusal(&file(Dtype::F32, &arrays()));
    assert_eq!(refusal, "w1 has dtype F32, and not F64");
}

#[test]
fn sizes_beyond_the_limits_are_refused() {
    for (hidden, classes) in [(4097, 2), (0, 2), (3, 257), (3, 1)] {
        let shapes = [
            ("w1", [2, hidden]),
            ("b1", [1, hidden]),
            ("w2", [hidden, classes]),
            ("b2", [1, classes]),
        ];
        let arrays =
            shapes.map(|(name, shape)| (name, ArrayD::zeros(IxDyn(&shape))));
        assert_eq!(
            refusal(&file(Dtype::F64, &arrays)),
            format!(
                "it has {hidden} hidden neurons and {classes} classes; there \
                 can be 1 to 4096 and 2 to 256"
            )
        );
    }
}
