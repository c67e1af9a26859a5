//! Compares results and prints with those of NumPy 2.4, which
//! `reference/numpy_reference.py` has written down as tables.

use mini_numpy::{
    Element, Float, Numpy, Order, RandomState, array_repr, array_str, entries,
    repr,
};
use ndarray::{Array2, ArrayD};

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn bits(text: &str) -> u64 {
    u64::from_str_radix(text, 16).expect("hex digits")
}

fn to_bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

#[test]
fn random_numbers_have_numpys_bits() {
    let table = plain(include_str!("reference/random.txt"));
    assert_eq!(table.lines().count(), 12);
    for line in table.lines() {
        let words: Vec<_> = line.split(' ').collect();
        let mut random = RandomState::seed(words[0].parse().expect("a seed"));
        let drawn = match words[1] {
            "rand" => {
                let x = random.rand(1000);
                [x[0], x[1], x[2], x[999]].to_vec()
            }
            "randn" => {
                let x = random.randn(1001);
                [x[0], x[1], x[2], x[1000]].to_vec()
            }
            _ => {
                let first = random.randn(1)[0];
                [first, random.rand(1)[0], random.randn(1)[0]].to_vec()
            }
        };
        let expected: Vec<_> = words[2..].iter().map(|w| bits(w)).collect();
        assert_eq!(to_bits(&drawn), expected, "{line}");
    }
}

#[test]
fn sums_and_means_have_numpys_bits() {
    let table = plain(include_str!("reference/sum.txt"));
    assert_eq!(table.lines().count(), 18);
    for line in table.lines() {
        let mut words = line.split(' ');
        let mut size =
            || words.next().expect("a size").parse().expect("an integer");
        let (m, n): (u32, u32) = (size(), size());
        let shape = (m as usize, n as usize);
        let mut random = RandomState::seed(m * 10_000 + n);
        let x: Array2<f64> = random.rand(shape) - 0.5;
        let mut computed = vec![NP.sum(&x), NP.mean(&x)];
        computed.extend(NP.sum_rows(&x));
        computed.extend([NP.sum(&x.t()), NP.mean(&x.t())]);
        computed.extend(NP.sum_rows(&x.t()));
        let expected: Vec<_> = words.map(bits).collect();
        assert_eq!(to_bits(&computed), expected, "shape ({m}, {n})");
    }
}

/// Floats of 32 or 64 bits, written as hex digits.
fn floats<T: Float>(words: &[&str]) -> Vec<T> {
    let float = |word: &&str| {
        T::nearest(match T::DTYPE {
            "float32" => narrow(word).into(),
            _ => f64::from_bits(bits(word)),
        })
    };
    words.iter().map(float).collect()
}

fn narrow(word: &str) -> f32 {
    f32::from_bits(u32::from_str_radix(word, 16).expect("eight hex digits"))
}

/// The bits of each number widened to 64 bits, the same for every NaN.
fn wide_bits<T: Float>(x: &[T]) -> Vec<u64> {
    let bits = |x: f64| if x.is_nan() { f64::NAN } else { x }.to_bits();
    x.iter().map(|&x| bits(x.into())).collect()
}

#[test]
fn reductions_of_32_and_64_bits_have_numpys_bits() {
    let table = plain(include_str!("reference/reductions.txt"));
    assert_eq!(table.lines().count(), 78);
    for line in table.lines() {
        let words: Vec<_> = line.split(' ').collect();
        match words[1] {
            "float32" => assert_reduces::<f32>(&words),
            _ => assert_reduces::<f64>(&words),
        }
    }
}

fn assert_reduces<T: Float>(words: &[&str]) {
    let size = |i: usize| words[i].parse().expect("an integer");
    let (m, n): (u32, u32) = (size(2), size(3));
    let shape = (m as usize, n as usize);
    let mut random = RandomState::seed(m * 10_000 + n);
    let mut x: Array2<f64> = random.rand(shape) - 0.5;
    match words[0] {
        "mixed" => {
            let size = random.rand(shape);
            x.zip_mut_with(&size, |x, &size| {
                *x *= if size < 0.5 { 1e-6 } else { 1.0 };
                *x *= if size < 0.25 { 1e12 } else { 1.0 };
            });
        }
        "whole" => x.mapv_inplace(|x| (x * 4.0).floor()),
        _ => {}
    }
    let x: Array2<T> = x.mapv(T::nearest);
    let mut computed = vec![NP.sum(&x), NP.mean(&x)];
    computed.extend(NP.sum_rows(&x));
    computed.extend(NP.sum_columns(&x));
    computed.extend(NP.max_columns(&x));
    let (expected, columns) = words[4..].split_at(computed.len());
    let columns = columns.iter().map(|word| word.parse().expect("an integer"));
    assert_eq!(
        wide_bits(&computed),
        wide_bits(&floats::<T>(expected)),
        "{:?}",
        &words[..4]
    );
    assert_eq!(NP.argmax_columns(&x).to_vec(), columns.collect::<Vec<_>>());
}

#[test]
fn entrywise_functions_have_numpys_bits() {
    let table = plain(include_str!("reference/elementwise.txt"));
    assert_eq!(table.lines().count(), 266);
    for line in table.lines() {
        let words: Vec<_> = line.split(' ').collect();
        match words[0] {
            "float32" => assert_elementwise::<f32>(&words[1..]),
            _ => assert_elementwise::<f64>(&words[1..]),
        }
    }
}

fn assert_elementwise<T: Float>(words: &[&str]) {
    let expected: Vec<T> = floats(words);
    let x = ndarray::arr0(expected[0]);
    let (min, max) = (T::nearest(1e-7), T::nearest(1.0 - 1e-7));
    let computed =
        [&x, &NP.maximum(T::zero(), &x), &NP.clip(&x, min, max), &NP.sqrt(&x)]
            .map(|x| *x.first().expect("one entry"));
    let computed = &computed[..expected.len()];
    assert_eq!(wide_bits(computed), wide_bits(&expected), "{x}");
}

#[test]
fn linspaces_have_numpys_bits() {
    let table = plain(include_str!("reference/linspace.txt"));
    assert_eq!(table.lines().count(), 13);
    for line in table.lines() {
        let words: Vec<_> = line.split(' ').collect();
        let [start, stop] = floats(&words[..2])[..] else { panic!("{line}") };
        let n = words[2].parse().expect("an integer");
        let numbers = NP.linspace(start, stop, n);
        assert_eq!(to_bits(&numbers), to_bits(&floats(&words[3..])));
    }
}

#[test]
fn arrays_of_64_bit_floats_print_as_numpys() {
    let table = plain(include_str!("reference/print.txt"));
    assert_eq!(table.split("######\n").count(), 60);
    assert_prints(&table, |word| f64::from_bits(bits(word)));
}

#[test]
fn arrays_of_32_bit_floats_print_as_numpys() {
    let table = plain(include_str!("reference/print_32.txt"));
    assert_eq!(table.split("######\n").count(), 82);
    assert_prints(&table, narrow);
}

#[test]
fn arrays_of_integers_print_as_numpys() {
    let table = plain(include_str!("reference/integers.txt"));
    assert_eq!(table.split("######\n").count(), 21);
    assert_prints(&table, |word| bits(word).cast_signed());
}

/// Asserts that every array of the table prints as NumPy printed it, as do its
/// entries on their own.
fn assert_prints<T: Element>(table: &str, number: impl Fn(&str) -> T) {
    for section in table.split("######\n") {
        let [shape, entries_as_bits, reprs, printed] =
            section.splitn(4, '\n').collect::<Vec<_>>()[..]
        else {
            panic!("four parts")
        };
        let (str, repr_of_array) =
            printed.split_once("\n===\n").expect("str and repr");
        let size = |word: &str| word.parse().expect("an integer");
        let shape: Vec<usize> = shape.split_whitespace().map(size).collect();
        let numbers = entries_as_bits.split_whitespace().map(&number);
        let array = ArrayD::from_shape_vec(shape, numbers.collect())
            .expect("as many entries as the shape has");
        assert_eq!(array_str(&array), str);
        assert_eq!(array_repr(&array), repr_of_array.trim_end());
        let printed: Vec<_> = array.iter().map(|&x| repr(x)).collect();
        assert_eq!(printed.join(" "), reprs);
        if !str.contains("...") {
            let words = str.replace(['[', ']'], " ");
            let words: Vec<_> = words.split_whitespace().collect();
            assert_eq!(entries(&array), words);
        }
    }
}

/// A text as it was written: git may have changed the ends of its lines, and an
/// editor put a byte order mark before it.
fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}
